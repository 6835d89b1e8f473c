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
