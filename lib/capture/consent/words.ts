/**
 * The words of consent banners: what they are about, and what their buttons say. Both must be there before anything is
 * called a banner, so that an article about cookies is none.
 */

/** What a banner is about, in the languages most sites are written in. Chinese: cookies, privacy, personal data. */
export const CONSENT_WORDS =
  /\bcookies?\b|cookie|\bgdpr\b|\bdsgvo\b|\brgpd\b|\bccpa\b|\bconsent\b|your privacy|privacy (policy|choices|settings|notice)|datenschutz|einwilligung|vie privée|confidentialité|traceurs|privacidad|privacidade|consentimiento|consentimento|consenso|riservatezza|informativa|privacybeleid|toestemming|samtyck|samtykke|evästee|ciasteczk|prywatno|plik[ió]w? cookie|soubor[yů]? cookie|süti|çerez|куки|файл\w* cookie|конфиденциальн|персональн|隐私|隱私|个人信息|個人資料|個人情報|プライバシー|クッキー|쿠키|개인정보/iu;

/** Buttons that only a question of consent has. */
const ANSWERS = [
  // English
  "accept|agree|allow|i agree|i accept|got it|i understand|understood|reject|decline|refuse|deny|disagree|cookie settings|only (?:necessary|essential)|(?:necessary|essential)(?: cookies)? only|use necessary|continue without",
  // German, Dutch, Scandinavian
  "akzeptieren|alle akzeptieren|alle cookies|annehmen|zustimmen|einverstanden|verstanden|ablehnen|alle ablehnen|nur notwendige|accepteren|alles accepteren|akkoord|weigeren|afwijzen|acceptera|godkänn|avvisa|neka|godta|tillad|afvis|hyväksy|hylkää",
  // French, Spanish, Italian, Portuguese
  "accepter|tout accepter|j['’]accepte|refuser|tout refuser|continuer sans accepter|aceptar|acepto|rechazar|entendido|accetta|accetto|rifiuta|ho capito|aceitar|aceito|concordo|rejeitar|recusar",
  // Polish, Czech, Hungarian, Turkish, Russian
  "akceptuj|zgadzam|zgoda|odrzuć|rozumiem|přijmout|souhlasím|odmítnout|elfogad|elutasít|kabul|tümünü kabul|reddet|принять|принимаю|соглас|понятно|отклонить",
  // Chinese, Japanese, Korean
  "同意|接受|接納|全部接受|全部同意|我知道了|知道了|我同意|拒绝|拒絕|不同意|全部拒绝|仅必要|仅限必要|允许|允許|すべて許可|許可|拒否|了解|동의|모두 동의|거부|수락",
];
/** Buttons that other layers have too; they count where the layer is named after consent. */
const OTHERS = [
  "ok|okay|continue|manage|customi[sz]e|preferences|settings|dismiss|close|x|×|✕",
  "einstellungen|auswahl|schließen|paramétrer|gérer|fermer|configurar|cerrar|personalizza|chiudi|fechar|хорошо|закрыть",
  "确定|確定|管理|设置|設定|关闭|關閉|閉じる|확인|닫기",
];
const beginningWith = (words: readonly string[]): RegExp =>
  new RegExp(`^(?:${words.join("|")})(?![\\p{Script=Latin}\\p{Script=Cyrillic}])`, "iu");

/** How the text of a banner's button begins. */
export const ANSWER_WORDS = beginningWith(ANSWERS);
/** How the text of a banner's or another layer's button begins. */
export const ANY_BUTTON_WORDS = beginningWith([...ANSWERS, ...OTHERS]);

/** Names of elements and addresses of frames that show banners. */
export const CONSENT_NAMES =
  /consent|cookie|gdpr|\bcmp\b|sp_message|privacy-mgmt|trustarc|truste|onetrust|didomi|usercentrics|cookiebot|quantcast/i;

/** Boxes that offer something: a newsletter, an account. Chinese: subscribing, following an account, logging in. */
export const OFFER_WORDS =
  /newsletter|mailing list|subscribe|sign up|join (?:us|our|now|free)|get (?:the|our) (?:latest|best|free)|your (?:e-?mail|inbox)|e-?mail address|don['’]t miss|special offer|% off|create (?:a |your )?(?:free )?account|log ?in to|sign in to|abonnier|inscri[vr]|s['’]abonner|suscr[ií]b|iscriviti|assine|订阅|关注(?:我们|公众号)|扫码|登录(?:后|即可|账号|注册)|注册(?:账号|登录)|免费领取|優惠|优惠券|会员|メールマガジン|登録/iu;
/** Bars and boxes that lead to the site's own app. */
export const APP_WORDS =
  /(?:open|continue|read|view|better|use|get|download) (?:it )?(?:in|on|the|our) (?:the |our )?app\b|(?:打开|下载|使用|前往|在)\s?(?:[\p{Script=Han}\w]{0,8}\s?)?(?:app|客户端|應用程式)|app\s?(?:内|内打开|阅读|查看|下载)|客户端(?:内)?(?:打开|查看|阅读)|アプリで(?:開く|読む|見る)/iu;
/** Boxes that ask for advertisements. */
export const BLOCKER_WORDS =
  /ad[- ]?block(?:er|ing)?s?\b.{0,120}(?:disable|turn off|whitelist|allow|detected|using)|(?:disable|turn off|pause|whitelist).{0,60}ad[- ]?block|(?:检测到|请)?.{0,12}(?:广告(?:拦截|屏蔽)|屏蔽广告).{0,40}(?:关闭|停用|白名单|插件)|werbeblocker/isu;
/** How the text of a control begins that closes a layer. */
export const CLOSE_WORDS =
  /^(?:close|dismiss|no,? thanks?|not now|maybe later|later|skip|continue (?:without|reading)|i['’]ll pass|×|✕|✖|✗|x$|schließen|nein,? danke|fermer|non,? merci|cerrar|no,? gracias|chiudi|fechar|关闭|關閉|取消|暂不|以后再说|稍后|下次|跳过|不了|我知道了|继续(?:浏览|阅读|访问)|閉じる|後で|닫기)/iu;
export const CLOSE_NAMES =
  /\bclose\b|close[-_]?(?:btn|button|icon)|[-_]close\b|dismiss|icon-x\b|关闭|關閉|閉じる/i;
