/**
 * Language and theme before the first paint: a script in the head of every page reads them from localStorage; where they
 * were never written, this is a first visit, and the first screen shows at once (first-run/still.tsx). It also
 * starts the library worker (not on a first visit, whose code has the machine to itself) and reads what the last visit
 * left in the device's database, both while the app's own code is still on its way, keeps the browser's offer to install,
 * which comes once and may come early, and holds keys and pasted text until those are there who answer them
 * (hand/early-keys.ts). It asks for the app's code, on a first visit after the first paint, and says of a share that it is
 * kept as soon as that is seen in the share box (shared/kept-still.tsx). It is text, for its hash stands in the Content-Security-Policy.
 */
import { SHARE_BOX } from "../share/box-name";
import { languages, locales } from "./text/languages";

export const LANGUAGE = "linksnap.language";
export const THEME = "linksnap.theme";

/**
 * Holds shortcuts and pasted text in `linksnapEarly.held` until `linksnapEarly.end()`. Fields keep what is typed into
 * them, but for what comes after something that is held: the order stays. Keys with Ctrl or ⌘ are the browser's, except
 * those of the shortcuts of every screen; keys that press or scroll are held where nothing has the focus. What scripts
 * send passes: it is this, done again. What answers keys may never come: after fifteen seconds nothing more is held.
 */
const holdEarly = `var H=[],D=document,F=function(){var a=D.activeElement;return a&&a.closest&&a.closest("input,textarea,select,[contenteditable]")},S=function(e){e.preventDefault();e.stopImmediatePropagation()},W=function(e,f){var k=e.key,o=k.length===1;if(!e.isTrusted||e.isComposing||e.altKey)return 0;if(e.ctrlKey||e.metaKey)return!e.shiftKey&&(f?/^k$/i:/^[klz]$/i).test(k);if(f)return H.length&&(o||/^(Enter|Backspace|Escape)$/.test(k));var b=D.activeElement===D.body||!D.activeElement;return o?k!==" "||b:b&&/^(Enter|Arrow(Up|Down)|Delete|Backspace|Escape)$/.test(k)},K=function(e){var f=F();if(!W(e,f))return;S(e);if(H.length<99)H.push({key:e.key,code:e.code,ctrlKey:e.ctrlKey,metaKey:e.metaKey,shiftKey:e.shiftKey,repeat:e.repeat,field:f})},P=function(e){var f=F(),t=e.clipboardData&&e.clipboardData.getData("text/plain");if(!e.isTrusted||!t||f&&!H.length)return;S(e);H.push({text:t,field:f})};addEventListener("keydown",K,true);addEventListener("paste",P,true);var Q=function(){removeEventListener("keydown",K,true);removeEventListener("paste",P,true)};setTimeout(Q,15e3);window.linksnapEarly={held:H,end:Q}`;

/**
 * Settings and first screen of the library's database as `{ settings, firstScreen }`, `null` where there is none (it must
 * not be made here) or it cannot be read. On a first visit it is `{ fresh: true }`: that nothing was saved or chosen yet is
 * known. The database is let go at once, so that it is in nobody's way.
 */
const recallScript = `new Promise(function(y){try{var n=null,o=indexedDB.open("linksnap");o.onupgradeneeded=function(){n=document.documentElement.hasAttribute("data-first")?{fresh:true}:n;o.transaction.abort()};o.onerror=function(){y(n)};o.onsuccess=function(){var b=o.result;try{var t=b.transaction("settings"),s=t.objectStore("settings"),c=s.get("settings"),f=s.get("firstScreen");t.oncomplete=function(){y({settings:c.result&&c.result.value,firstScreen:f.result&&f.result.value})};t.onabort=function(){y(null)};}catch(e){y(null)}b.close()}}catch(e){y(null)}})`;

/**
 * Asks for the code that the build listed (workers/build/head-first.ts): at once, but on a first visit when the words of
 * the document have been painted. Nothing is painted in a tab that is not seen; after a second nobody waits any more.
 */
const codeScript = `var C=window.linksnapCode||[],G=function(){C.splice(0).forEach(function(u){var s=document.createElement("script");s.src=u;s.async=true;document.head.appendChild(s)})};if(!document.documentElement.hasAttribute("data-first")||document.hidden)G();else{setTimeout(G,1e3);new PerformanceObserver(function(l){if(l.getEntriesByName("first-contentful-paint").length)G()}).observe({type:"paint",buffered:true})}`;

/** A share whose note lies in the box is kept, whatever becomes of this page. An address alone says nothing. */
const keptScript = `var M=location.pathname==="/shared"&&/^\\?id=([0-9a-z-]+)$/.exec(location.search);if(M)caches.match("/shared/"+M[1],{cacheName:"${SHARE_BOX}"}).then(function(r){var d=document.documentElement;if(r&&!d.hasAttribute("data-shared"))d.setAttribute("data-shared","kept")}).catch(function(){})`;

/** `lang` of every language, without a prototype: what is stored may be any word. */
const languageTags = JSON.stringify({
  ["__proto__"]: null,
  ...Object.fromEntries(languages.map(({ locale, tag }) => [locale, tag])),
});

/**
 * Runs in the head of every page, before anything is painted. Its hash goes into the Content-Security-Policy at build
 * time, so it stands here as text and must not depend on anything.
 */
export const prePaintScript = `(function(){try{var d=document.documentElement,t=localStorage.getItem("${THEME}"),l=localStorage.getItem("${LANGUAGE}"),s=l;if(t==="light"||t==="dark")d.setAttribute("data-theme",t);var T=${languageTags};if(!T[l]){l="en";var n=navigator.languages||[],m;for(var i=0;i<n.length;i++){if(m=/^(${locales.join("|")})\\b/i.exec(n[i])){l=m[1].toLowerCase();break}}}d.lang=T[l];if(!s)d.setAttribute("data-first","")}catch(e){}try{addEventListener("beforeinstallprompt",function(e){e.preventDefault();window.linksnapInstall=e;dispatchEvent(new Event("linksnap-installable"))})}catch(e){}try{${keptScript}}catch(e){}try{${holdEarly}}catch(e){}try{window.linksnapRecalled=${recallScript}}catch(e){}try{if(!document.documentElement.hasAttribute("data-first"))window.linksnapWorker=new Worker("/library.worker.js",{name:"linksnap-library"})}catch(e){}try{${codeScript}}catch(e){G()}})()`;
