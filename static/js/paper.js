// The margins and the foot of a paper's sheets: `@page` rules that a style sheet for
// all papers can't know, and that no style attribute can say.
(() => {
  const paper = document.querySelector("article.paper[data-margins]");
  const link = document.querySelector('link[href*="paper"][rel="stylesheet"]');
  if (!paper || !link || !link.sheet) return;
  const [top, right, bottom, left] = paper.dataset.margins.split(" ").map(Number);
  const foot = paper.querySelector(".paper-foot");
  const said = (text) => `content: "${(text || "").replace(/[\\"]/g, "\\$&")}";`;
  const words = said(foot && foot.textContent);
  const mark = said(paper.dataset.draft);
  const rule = (name, ...sides) =>
    `@page ${name} { margin: ${sides.map((mm) => `${mm}mm`).join(" ")};` +
    ` @bottom-center { ${words} } @top-right { ${mark} } }`;
  const rules = link.sheet;
  rules.insertRule(rule("", top, right, bottom, left), rules.cssRules.length);
  rules.insertRule(rule("landscape", left, top, right, bottom), rules.cssRules.length);
  paper.classList.add("footed");
})();
