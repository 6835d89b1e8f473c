/**
 * Hosts that serve nothing but advertisements or the counting of visitors, by what they do. A name stands for itself and
 * everything below it. Left out on purpose: hosts that also bring content (video players, comments, embedded posts,
 * whole portals), consent services, captchas, and tools that hide a page until they answer.
 *
 * The names are public: makers give them in their set-up and content-security-policy pages, publishers declare them in
 * ads.txt (IAB Tech Lab, ads.txt 1.1). Compared with third-party-web 0.30 (MIT), two thirds are filed there under "ad" or
 * "analytics"; the others, most of them Chinese, Russian or Japanese, were not compared with a list.
 */
const hosts = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Where advertisements are bought, sold and served. */
const ADS = hosts(`
  doubleclick.net googlesyndication.com googleadservices.com googletagservices.com 2mdn.net adservice.google.com
  amazon-adsystem.com adnxs.com adnxs-simple.com rubiconproject.com pubmatic.com openx.net openxcdn.net servedbyopenx.com
  criteo.com criteo.net casalemedia.com indexww.com taboola.com taboolasyndication.com outbrain.com outbrainimg.com
  adsrvr.org bidswitch.net smartadserver.com sascdn.com adform.net adformdsp.net adition.com yieldlab.net
  teads.tv media.net mgid.com dt07.net marketgid.com 33across.com sharethrough.com 3lift.com triplelift.com
  sonobi.com sovrn.com lijit.com gumgum.com yieldmo.com undertone.com districtm.io emxdgt.com 1rx.io rhythmone.com
  contextweb.com spotxchange.com spotx.tv springserve.com freewheel.tv fwmrm.net stickyadstv.com tremorhub.com
  innovid.com flashtalking.com serving-sys.com sizmek.com adzerk.net carbonads.com carbonads.net buysellads.com
  buysellads.net ezoic.net mediavine.com adthrive.com pubmine.com infolinks.com intellitxt.com
  revcontent.com content.ad zergnet.com plista.com ligatus.com ligadx.com seedtag.com omnitagjs.com adyoulike.com
  improvedigital.com 360yield.com adscale.de ayads.co stroeerdigitalmedia.de smartclip.net emetriq.de xplosion.de
  adkernel.com betweendigital.com bidtellect.com bttrack.com admixer.net exoclick.com exosrv.com juicyads.com
  trafficjunky.net trafficstars.com tsyndicate.com popads.net popcash.net propellerads.com clickadu.com adsterra.com
  hilltopads.net zedo.com tribalfusion.com adroll.com perfectaudience.com steelhousemedia.com simpli.fi sitescout.com
  stackadapt.com mathtag.com turn.com rfihub.com adhigh.net creativecdn.com socdm.com impact-ad.jp microad.jp
  fout.jp i-mobile.co.jp genieesspv.jp gssprt.jp adingo.jp nend.net im-apps.net ladsp.com ad-stir.com scupio.com
  adfox.ru an.yandex.ru yabs.yandex.ru adriver.ru admetrica.ru rutarget.ru ads-twitter.com ads.linkedin.com
  bat.bing.com ads.pinterest.com ct.pinterest.com analytics.tiktok.com tr.snapchat.com admeld.com 254a.com`);

/** The same in China. */
const ADS_CN = hosts(`
  pos.baidu.com cpro.baidu.com cbjs.baidu.com eclick.baidu.com cpro.baidustatic.com dup.baidustatic.com
  dup.baidu.com mobads.baidu.com tanx.com alimama.com alimama.cn gdt.qq.com e.qq.com
  pgdt.gtimg.cn pgdt.ugdtimg.com l.qq.com adsmind.gdtimg.com pangolin-sdk-toutiao.com pangle.io mediav.com
  allyes.com admaster.com.cn miaozhen.com inte.sogou.com lianmeng.360.cn sax.sina.com.cn d0.sina.com.cn
  d1.sina.com.cn erebor.douban.com adview.cn domob.cn yigao.com adsage.com ipinyou.com optaim.com`);

/** Who counts visitors, follows them, or trades in what is known of them. */
const TRACKERS = hosts(`
  google-analytics.com googletagmanager.com analytics.google.com app-measurement.com clarity.ms scorecardresearch.com
  quantserve.com quantcount.com chartbeat.com chartbeat.net parsely.com hotjar.com hotjar.io mouseflow.com
  fullstory.com luckyorange.com luckyorange.net crazyegg.com inspectlet.com smartlook.com sessioncam.com
  clicktale.net contentsquare.net mixpanel.com mxpnl.com amplitude.com heapanalytics.com segment.io cdn.segment.com
  api.segment.com kissmetrics.com woopra.com static.getclicky.com in.getclicky.com statcounter.com histats.com gaug.es
  matomo.cloud piwik.pro stats.wp.com pixel.wp.com demdex.net everesttech.net omtrdc.net
  2o7.net hitbox.com krxd.net bluekai.com bkrtx.com exelator.com rlcdn.com liadm.com crwdcntrl.net
  agkn.com tapad.com adsymptotic.com eyeota.net id5-sync.com zeotap.com mookie1.com adsafeprotected.com moatads.com
  moatpixel.com doubleverify.com imrworldwide.com comscore.com sitestat.com xiti.com ati-host.net aticdn.net
  etracker.com etracker.de ioam.de iocnt.net webtrekk.net wt-safetag.com webtrends.com webtrendslive.com gemius.pl
  nr-data.net go-mpulse.net akstat.io trackjs.com pingdom.net speedcurve.com
  alexametrics.com permutive.com cxense.com bounceexchange.com bombora.com mlno6.com 6sc.co company-target.com
  leadforensics.com hs-analytics.net mktoresp.com px.ads.linkedin.com
  appsflyer.com adjust.com kochava.com singular.net pushcrew.com cleverpush.com
  mc.yandex.ru mc.yandex.com counter.yadro.ru top-fwz1.mail.ru counter.rambler.ru tns-counter.ru`);

/** The same in China. */
const TRACKERS_CN = hosts(`
  hm.baidu.com hmcdn.baidu.com nsclick.baidu.com push.zhanzhang.baidu.com api.share.baidu.com cnzz.com umeng.com
  umengcloud.com mmstat.com 51.la 51yes.com growingio.com tongji.linezing.com pingjs.qq.com pingtcss.qq.com
  tajs.qq.com btrace.qq.com beacon.qq.com h.trace.qq.com irs01.com irs01.net gridsumdissector.com ptengine.cn
  ptengine.com talkingdata.net talkingdata.com sensorsdata.cn beacon.sina.com.cn analytics.163.com
  mcs.snssdk.com mcs.zijieapi.com arms-retcode.aliyuncs.com`);

/**
 * Pages cannot be shown, read or got past without these, whatever a list says: consent services (their banners are answered,
 * docs/decisions/036), captchas, players, comments, and tools that hide a page until they answer.
 */
export const NEEDED_HOSTS: ReadonlySet<string> = new Set(
  hosts(`
  cookielaw.org onetrust.com usercentrics.eu usercentrics.com cookiebot.com didomi.io privacy-center.org
  privacy-mgmt.com sp-prod.net trustarc.com consensu.org iubenda.com osano.com quantcast.mgr.consensu.org
  challenges.cloudflare.com hcaptcha.com recaptcha.net geetest.com arkoselabs.com
  wistia.com wistia.net brightcove.net jwplatform.com jwpcdn.com vimeo.com vimeocdn.com disqus.com disquscdn.com
  imasdk.googleapis.com optimizely.com visualwebsiteoptimizer.com kameleoon.com kameleoon.eu abtasty.com
  convertexperiments.com dynamicyield.com monetate.net vo.llnwd.net`),
);

/** All names, lower case. */
export const AD_HOSTS: ReadonlySet<string> = new Set([...ADS, ...ADS_CN, ...TRACKERS, ...TRACKERS_CN]);
