/**
 * What gives a wall away in a page's markup, as selectors. Sources: the integration guides of the makers (Cloudflare
 * Turnstile, hCaptcha, reCAPTCHA, GeeTest, Tencent Captcha, Aliyun Captcha, DataDome, HUMAN (PerimeterX), Imperva, AWS
 * WAF) and the pages they put in front of a site.
 */

/** Stands only on a page that asks for proof, never beside content. */
const ONLY_WALLS = {
  cloudflare:
    '#challenge-form, #challenge-stage, #challenge-running, #cf-challenge-running, form[action*="__cf_chl"]',
  datadome: 'iframe[src*="captcha-delivery.com"], script[src*="ct.captcha-delivery.com"]',
  perimeterx: "#px-captcha, .px-captcha-container",
  imperva: 'iframe[src*="_Incapsula_Resource"]',
  aws: '#challenge-container + script, script[src*="captcha.awswaf.com"]',
  google: '#captcha-form[action*="sorry"], form[action*="/sorry/"]',
  aliyun: '#nocaptcha .nc-container, #nc_1_wrapper, iframe[src*="/_____tmd_____/"]',
} as const;

/** Stands on walls and, as a guard of their forms, on honest pages too. */
const CAPTCHAS = {
  recaptcha: '.g-recaptcha, iframe[src*="/recaptcha/"]',
  hcaptcha: '.h-captcha, iframe[src*="hcaptcha.com"]',
  turnstile: '.cf-turnstile, [name="cf-turnstile-response"], iframe[src*="challenges.cloudflare.com"]',
  geetest: '[class^="geetest_"], [class*=" geetest_"]',
  tencent: '#TCaptcha, #tcaptcha_iframe, iframe[src*="captcha.qq.com"], iframe[src*="captcha.gtimg.com"]',
  slider: '[class*="slide-verify" i], [class*="slider-captcha" i], [class*="captcha-slider" i]',
} as const;

export type WallMark = keyof typeof ONLY_WALLS | keyof typeof CAPTCHAS;

export const WALL_MARKS: Readonly<Record<WallMark, string>> = { ...ONLY_WALLS, ...CAPTCHAS };

export const isOnlyWall = (mark: WallMark): boolean => mark in ONLY_WALLS;
