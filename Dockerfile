# The image of the Placewright service. Every RUN is a command one can run by hand in a checkout, in this order.
#
# What it carries: the solver and the shell (Apache-2.0), express and zod with what they need, and three engines as
# separate, unmodified npm packages under node_modules with their own licence files: glpk.js (GPL-3.0: GLPK compiled to
# WebAssembly), highs (MIT), javascript-lp-solver (Unlicense). Whoever passes the image on passes on glpk.js under
# GPL-3.0 and owes its source: the exact version is in package-lock.json, the source at the repository that package
# names. An image without GPL code needs one more line, marked below; ask it with ?engine=highs, for engine=glpk then
# fails by name.

FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY solver/package.json solver/
RUN npm ci --ignore-scripts
COPY tsconfig.base.json tsconfig.json ./
COPY solver solver
COPY src src
RUN npm run build
# The engines stay: the lock file marks them as optional peers of the solver as well as development dependencies.
RUN npm prune --omit=dev --ignore-scripts
# For an image without GPL code, add here: RUN rm -rf node_modules/glpk.js

FROM node:20-slim
LABEL org.opencontainers.image.title="placewright" \
      org.opencontainers.image.description="Techno-economic placement of AI workloads: least cost your rules permit, with a proof and a bill" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0 AND GPL-3.0-only AND MIT AND Unlicense"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/solver/package.json solver/
COPY --from=build /app/solver/dist solver/dist
COPY --from=build /app/dist dist
# The examples that the page at /docs offers.
COPY fixtures/*.json fixtures/
COPY LICENSE ./
# Nothing is written at run time: `docker run --read-only` works without a volume.
USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, so that SIGTERM reaches it.
CMD ["node", "dist/cli/main.js", "serve"]
