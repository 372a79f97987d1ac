/** What rows are from, one a line; written by test/tools/catalogue/build.ts and never changed by hand. */
export const SOURCES = `
{"from":"aws-prices","source":"AWS list prices, instances.vantage.sh by way of tsaol/aws-gpu 7412fd2","asOf":"2026-01-21","licence":"facts published by the provider; the collection they were read from carries no licence of its own"}
{"from":"azure-prices","source":"Azure list prices, anycloud-sh/catalog 62ff0a9","asOf":"2026-05-20","licence":"facts published by the provider; the collection they were read from carries no licence of its own"}
{"from":"gcp-prices","source":"Google Cloud list prices, anycloud-sh/catalog 62ff0a9","asOf":"2026-05-20","licence":"facts published by the provider; the collection they were read from carries no licence of its own"}
{"from":"lambda-prices","source":"Lambda list prices, anycloud-sh/catalog 62ff0a9","asOf":"2026-05-20","licence":"facts published by the provider; the collection they were read from carries no licence of its own"}
{"from":"vast-prices","source":"Vast.ai offers, anycloud-sh/catalog 62ff0a9","asOf":"2026-05-20","licence":"facts published by the provider; the collection they were read from carries no licence of its own"}
{"from":"judged","source":"Planning judgement of this snapshot, not a measurement or a quotation","asOf":"2026-11-01","licence":"own figure"}
{"from":"silicon","source":"Memory, bandwidth, peak rates and board watts: maker's data sheet","asOf":"2026-11-01","licence":"facts published by the maker"}
{"from":"splitwise","source":"splitwise-sim 8f99e7d: DGX-A100 6,500 W and DGX-H100 10,200 W over 8 units","asOf":"2026-11-23","licence":"MIT"}
{"from":"splitwise-speed","source":"splitwise-sim 8f99e7d, performance model","asOf":"2026-11-23","licence":"MIT"}
{"from":"models","source":"Published model configuration (parameters, layers, key-value heads, head size)","asOf":"2026-11-23","licence":"facts published by the maker"}
{"from":"argonne","source":"Argonne LLM-Inference-Bench 4211f5d, All_results.csv","asOf":"2026-11-23","licence":"BSD-3-Clause"}
{"from":"mlperf","source":"MLPerf Inference v4.1 results, mlcommons/inference_results_v4.1 198fc46","asOf":"2024-08-28","licence":"Apache-2.0; the MLPerf name is a trademark of MLCommons"}
{"from":"jetson","source":"NVIDIA Jetson AI Lab benchmark page","asOf":"2026-11-23","licence":"facts published by the maker"}
{"from":"gcp-sites","source":"Place and grid carbon: GoogleCloudPlatform/region-picker 565d8fa; PUE: Cloud Carbon Footprint b7a049c; egress: skyplane 1e920e4","asOf":"2025-08-11","licence":"Apache-2.0"}
{"from":"ccf-sites","source":"City as the provider names it, placed by region-picker 565d8fa or to a tenth of a degree; grid carbon and PUE: Cloud Carbon Footprint b7a049c; egress: skyplane 1e920e4","asOf":"2024-03-25","licence":"Apache-2.0"}
{"from":"neo-sites","source":"Country as the provider names it; grid carbon: Ember yearly average 2024 by way of co2.js 27cbe83; PUE: Uptime Institute survey 2025, average of all sites","asOf":"2025-07-01","licence":"CC BY 4.0 (Ember)"}
{"from":"operators","source":"Contracting parties and parent as the provider's customer agreement names them","asOf":"2026-11-23","licence":"facts published by the provider"}
{"from":"eurostat","source":"Eurostat nrg_pc_205, non-household electricity 2024-S2, excluding VAT and recoverable levies, by way of Qery-Data/Energy 2d8be9d","asOf":"2024-12-31","licence":"Eurostat re-use with attribution"}
{"from":"eia","source":"EIA average price of electricity to industrial customers 2024, by way of ejparajon/US-electricity-rate-changes 08c75b6","asOf":"2024-12-31","licence":"public domain"}
{"from":"urdb","source":"OpenEI URDB record by way of erock25/urdb-tariff-viewer_v3 d83600a","asOf":"2025-09-08","licence":"CC0"}
{"from":"servegen","source":"ServeGen f891d11, requests of an Alibaba Model Studio service in windows of 10 minutes","asOf":"2026-11-23","licence":"Apache-2.0"}
{"from":"membership","source":"Membership facts, IndEcol/country_converter 4d579e7 (facts alone)","asOf":"2025-12-18","licence":"facts of public record"}
{"from":"adequacy","source":"European Commission's list of adequacy decisions, and the decisions","asOf":"2026-11-22","licence":"facts of public record"}
`;
