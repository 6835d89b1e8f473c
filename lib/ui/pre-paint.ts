/**
 * Language and theme before the first paint: a script in the head of every page reads them from localStorage. It also
 * starts the library worker, which opens its database while the app's own code is still being read, and keeps the
 * browser's offer to install, which comes once and may come early. It is text, for its hash stands in the
 * Content-Security-Policy.
 */
export const LANGUAGE = "linksnap.language";
export const THEME = "linksnap.theme";

/**
 * Runs in the head of every page, before anything is painted. Its hash goes into the Content-Security-Policy at build
 * time, so it stands here as text and must not depend on anything.
 */
export const prePaintScript = `(function(){try{var d=document.documentElement,t=localStorage.getItem("${THEME}"),l=localStorage.getItem("${LANGUAGE}");if(t==="light"||t==="dark")d.setAttribute("data-theme",t);if(l!=="en"&&l!=="zh"){l="en";var n=navigator.languages||[];for(var i=0;i<n.length;i++){if(/^(zh|en)\\b/i.test(n[i])){l=n[i].slice(0,2).toLowerCase();break}}}d.lang=l==="zh"?"zh-CN":"en"}catch(e){}try{addEventListener("beforeinstallprompt",function(e){e.preventDefault();window.linksnapInstall=e;dispatchEvent(new Event("linksnap-installable"))})}catch(e){}try{window.linksnapWorker=new Worker("/library.worker.js",{name:"linksnap-library"})}catch(e){}})()`;
