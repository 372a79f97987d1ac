/** Rows of `offers` that begin with vast, one a line; written by test/tools/catalogue/build.ts and never changed by hand. */
export const OFFERS_VAST = `
{"from":"vast-prices","id":"vast.bg.h100-nvl.on-demand","terms":"on-demand","site":"vast.bg","silicon":"h100-nvl","pricePerUnitHour":1.98,"currency":"USD","source":"1x-H100_NVL-32-65536 1.98 USD an hour for 1"}
{"from":"vast-prices","id":"vast.ch.rtx-pro-6000.on-demand","terms":"on-demand","site":"vast.ch","silicon":"rtx-pro-6000","pricePerUnitHour":0.93,"currency":"USD","source":"1x-RTX_PRO_6000_WS-32-65536 0.93 USD an hour for 1"}
{"from":"vast-prices","id":"vast.fr.h200-sxm.on-demand","terms":"on-demand","site":"vast.fr","silicon":"h200-sxm","pricePerUnitHour":2.58875,"currency":"USD","source":"8x-H200-32-65536 20.71 USD an hour for 8"}
{"from":"vast-prices","id":"vast.jp.l40s.on-demand","terms":"on-demand","site":"vast.jp","silicon":"l40s","pricePerUnitHour":0.6,"currency":"USD","source":"4x-L40S-32-65536 2.4 USD an hour for 4"}
{"from":"vast-prices","id":"vast.us.h100-sxm.on-demand","terms":"on-demand","site":"vast.us","silicon":"h100-sxm","pricePerUnitHour":1.8,"currency":"USD","source":"1x-H100_SXM-32-65536 1.8 USD an hour for 1"}
{"from":"vast-prices","id":"vast.us.h200-sxm.on-demand","terms":"on-demand","site":"vast.us","silicon":"h200-sxm","pricePerUnitHour":2.58875,"currency":"USD","source":"8x-H200-32-65536 20.71 USD an hour for 8"}
{"from":"vast-prices","id":"vast.us.rtx-4090.on-demand","terms":"on-demand","site":"vast.us","silicon":"rtx-4090","pricePerUnitHour":0.34625,"currency":"USD","source":"8x-RTX_4090-32-65536 2.77 USD an hour for 8"}
`;
