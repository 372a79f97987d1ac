import { EngineError } from '../outcome.js';

/**
 * Loads an engine's package once and keeps it, until `forget` is called because it broke (an aborted
 * WebAssembly module stays broken).
 *
 * @param load - imports and initialises the package
 * @param install - what the user has to install
 */
export class LazyPackage<Package> {
  private loaded: Promise<Package> | undefined;

  constructor(
    private readonly engine: string,
    private readonly install: string,
    private readonly load: () => Promise<Package>,
  ) {}

  /** @throws EngineError where the package cannot be loaded, saying what to install */
  get(): Promise<Package> {
    this.loaded ??= this.load().catch((cause: unknown) => {
      this.loaded = undefined;
      throw new EngineError(
        `engine ${this.engine} could not be loaded: run \`npm install ${this.install}\` beside @placewright/solver`,
        this.engine,
        { cause },
      );
    });
    return this.loaded;
  }

  forget(): void {
    this.loaded = undefined;
  }
}
