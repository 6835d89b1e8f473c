declare module "@duckduckgo/autoconsent/rules/compact-rules.json" {
  const rules: import("@duckduckgo/autoconsent").IndexedCMPRuleset;
  export default rules;
}
