/* What the reader takes along: files handed over, the sheet that is printed; all of it is forgotten at once. */
(function () {
  "use strict";
  const fill = globalThis.motcua.fill, element = fill.element, page = document.documentElement.classList;
  const KEPT = 60000;
  const kept = [];

  function give(blob, name) {
    const address = URL.createObjectURL(blob), link = element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    const end = function () { URL.revokeObjectURL(address); };
    kept.push(end);
    setTimeout(end, KEPT);
  }
  /* The sheet that is printed stands by itself, so that nothing else takes room on the paper. */
  function lay(sheet) {
    sheet.classList.add("fill__paper--printed");
    document.body.append(sheet);
    page.add("is-filled");
    kept.push(function () {
      sheet.remove();
      page.remove("is-filled");
    });
  }
  function forget() { kept.splice(0).forEach(function (each) { each(); }); }

  Object.assign(fill, { forget: forget, give: give, lay: lay });
})();
