/**
 * Parameters that sites and mailers add to an address to follow people. They never decide what the page shows, so they
 * are left out of what is saved and of the key for finding duplicates. Adding some means adding a row with an example.
 * Only parameters that are safe to drop belong here: when in doubt, leave them out.
 */
export interface TrackingRow {
  /** Lower-case parameter names, with spaces between; a `*` stands for any letters. */
  readonly names: string;
  /** An address that this row makes shorter. */
  readonly example: string;
}
export interface SiteTrackingRow extends TrackingRow {
  /** Hosts, with spaces between; the hosts below them too. `amazon.*` stands for any ending. */
  readonly hosts: string;
}

/** What is removed everywhere. Sources: see each row. */
export const trackedAnywhere: readonly TrackingRow[] = [
  // Google: support.google.com/analytics/answer/10071811 (_ga, _gl) and /answer/16479993 (click ids, gad_*)
  { names: "utm_* _ga _gl", example: "https://example.com/?utm_source=x" },
  { names: "gclid gclsrc dclid gbraid wbraid gad_* usqp", example: "https://example.com/?gclid=x" },
  // AdguardTeam/AdguardFilters, TrackParamFilter/sections/general_url.txt: used on many sites, each with its reason
  { names: "fbclid fb_action_* fb_ref fb_source action_*_map", example: "https://example.com/?fbclid=x" },
  { names: "msclkid twclid yclid ysclid _openstat erid awc", example: "https://example.com/?msclkid=x" },
  { names: "mc_eid mkt_tok _kx vero_conv vero_id bsft_* _cldee", example: "https://example.com/?mc_eid=x" },
  { names: "_hsenc __hsfp __hssc __hstc hsctatracking hsa_*", example: "https://example.com/?_hsenc=x" },
  { names: "ml_subscriber ml_subscriber_hash oly_*_id", example: "https://example.com/?oly_enc_id=x" },
  { names: "mtm_* pk_campaign pk_medium pk_source pk_vid", example: "https://example.com/?mtm_campaign=x" },
  { names: "itm_* wt_mc xtor s_cid cm_mmc* cx_click cx_recs*", example: "https://example.com/?itm_source=x" },
  {
    names: "irclickid ir_adid ir_campaignid ir_partnerid irgwc",
    example: "https://example.com/?irclickid=x",
  },
  { names: "tduid sscid wickedid rb_clickid _branch_match_id", example: "https://example.com/?tduid=x" },
  { names: "adjust_* _sgm_* mindbox-*-* guccounter guce_*", example: "https://example.com/?guccounter=1" },
  // doggy8088/TrackingTokenStripper, README (mailings); zenn.dev/lsii/scraps/3713d9e7b3e717 (TikTok's click id)
  { names: "mc_cid _hsmi ttclid", example: "https://example.com/?mc_cid=x" },
  // mozilla gecko-dev, toolkit/components/antitracking/data/StripOnShare.json: left out by Firefox's "Copy clean link"
  { names: "ref_src ref_url", example: "https://example.com/?ref_src=twsrc%5Etfw" },
];

/**
 * What is removed on one site only: what its own share buttons and pages add. Sources: Firefox's StripOnShare.json
 * (Twitter, Instagram, Amazon), AdGuard's sections/specific.txt (Reddit), greasyfork.org/scripts/471831 (Bilibili), and
 * else addresses as the sites hand them out.
 */
export const trackedOnSites: readonly SiteTrackingRow[] = [
  { names: "s t cxt", hosts: "twitter.com x.com", example: "https://x.com/a/status/1?s=20&t=b" },
  { names: "igshid igsh ig_rid", hosts: "instagram.com", example: "https://www.instagram.com/p/a/?igsh=x" },
  {
    names: "mibextid rdid __tn__ __cft__* eav paipv acontext",
    hosts: "facebook.com",
    example: "https://www.facebook.com/a/posts/1?mibextid=x",
  },
  { names: "si pp feature ab_channel", hosts: "youtube.com youtu.be", example: "https://youtu.be/a?si=x" },
  { names: "si", hosts: "open.spotify.com", example: "https://open.spotify.com/track/a?si=x" },
  {
    names: "ved ei sxsrf gs_l* sclient uact oq sca_* biw bih aqs sourceid iflsig rlz dpr",
    hosts: "google.*",
    example: "https://www.google.com/search?q=a&ved=x",
  },
  {
    names: "pd_rd_* pf_rd_* content-id ref_ qid sr crid sprefix dib dib_tag",
    hosts: "amazon.*",
    example: "https://www.amazon.de/dp/B000000000?pd_rd_r=x",
  },
  {
    names: "_trkparms _trksid mkevt mkcid mkrid campid toolid customid",
    hosts: "ebay.*",
    example: "https://www.ebay.co.uk/itm/1?_trkparms=x",
  },
  {
    names: "trk trkinfo trackingid lipi refid rcm",
    hosts: "linkedin.com",
    example: "https://www.linkedin.com/posts/a?trk=x",
  },
  {
    names: "share_id rdt correlation_id ref_campaign ref_source entry_point",
    hosts: "reddit.com",
    example: "https://www.reddit.com/r/a/comments/1/b/?share_id=x",
  },
  {
    names: "_r _t is_from_webapp sender_device is_copy_url u_code share_app_id",
    hosts: "tiktok.com",
    example: "https://www.tiktok.com/@a/video/1?_t=x",
  },
  { names: "source", hosts: "medium.com", example: "https://medium.com/p/1?source=x" },
  { names: "smid smtyp", hosts: "nytimes.com", example: "https://www.nytimes.com/a.html?smid=url-share" },
  {
    names: "spm_id_from from_spmid vd_source seid unique_k bbid launch_id is_story_h5 plat_id share_*",
    hosts: "bilibili.com b23.tv",
    example: "https://www.bilibili.com/video/BV1?vd_source=x",
  },
  {
    names:
      "chksm scene subscene ascene sessionid clicktime enterid exportkey pass_ticket mpshare srcid sharer_*",
    hosts: "mp.weixin.qq.com",
    example: "https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=b&chksm=x",
  },
  {
    names: "devicetype nettype wx_header abtest_cookie poc_token",
    hosts: "mp.weixin.qq.com",
    example: "https://mp.weixin.qq.com/s/a?wx_header=1",
  },
  { names: "share_code", hosts: "zhihu.com", example: "https://www.zhihu.com/question/1?share_code=x" },
  {
    names: "spm scm pvid ali_trackid ali_refid ut_sk",
    hosts: "taobao.com tmall.com 1688.com aliexpress.com alibaba.com aliyun.com",
    example: "https://item.taobao.com/item.htm?id=1&spm=x",
  },
  { names: "spm", hosts: "csdn.net youku.com", example: "https://blog.csdn.net/a/article/details/1?spm=x" },
];
