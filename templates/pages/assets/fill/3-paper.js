/* The filled form: the office file itself, and the same paper as a page for those who have no office program. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, fill = motcua.fill, element = fill.element;
  const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const ALIGNED = { center: "center", right: "right", end: "right", both: "justify" };
  const OFF = ["0", "false", "off", "none"];
  /* Twentieths and halves of a point, and the width of an A4 page between its margins. */
  const POINTS = 20, HALF_POINTS = 2, WIDTH = 9071;

  function bytes(text) { return Uint8Array.from(atob(text), function (sign) { return sign.charCodeAt(0); }); }

  /** The file and its parts, out of the template in letters and what fills its tags. */
  function filled(template, tags) {
    const zip = new motcua.engine.PizZip(bytes(template));
    const made = new motcua.engine.docxtemplater(zip, { paragraphLoop: true, linebreaks: true, errorLogging: false, nullGetter: function () { return ""; } });
    made.render(tags);
    return made.getZip();
  }
  function file(zip) { return zip.generate({ type: "blob", mimeType: TYPE, compression: "DEFLATE" }); }

  function children(node, name) {
    return Array.from(node ? node.childNodes : []).filter(function (each) { return each.namespaceURI === WORD && (!name || each.localName === name); });
  }
  function child(node, name) { return children(node, name)[0]; }
  function value(node, name, of) {
    const held = child(node, name);
    return held ? held.getAttributeNS(WORD, of || "val") || "" : null;
  }
  function isOn(node, name) {
    const said = value(node, name);
    return said !== null && OFF.indexOf(said) < 0;
  }

  /** The styles that the file names: how each is aligned and lettered, those that it rests on included. */
  function stylesOf(zip) {
    const part = zip.file("word/styles.xml"), found = {};
    children(part && motcua.xml(part.asText()).documentElement, "style").forEach(function (style) {
      found[style.getAttributeNS(WORD, "styleId")] = { on: value(style, "basedOn"), pPr: child(style, "pPr"), rPr: child(style, "rPr") };
    });
    return found;
  }
  function chain(styles, name) {
    const found = [];
    for (let each = styles[name]; each && found.indexOf(each) < 0; each = styles[each.on]) found.push(each);
    return found;
  }
  function first(lists, name, of) {
    const held = lists.map(function (each) { return value(each, name, of); }).find(function (each) { return each !== null && each !== ""; });
    return held === undefined ? null : held;
  }

  function percent(twips) { return Math.min(100 * twips / WIDTH, 45) + "%"; }
  function paragraph(node, styles) {
    const own = child(node, "pPr"), above = chain(styles, value(own, "pStyle") || "Normal"), lists = [own].concat(above.map(function (each) { return each.pPr; }));
    const made = element("p"), indent = Number(first(lists, "ind", "firstLine")) - Number(first(lists, "ind", "hanging"));
    const look = made.style, borders = child(own, "pBdr");
    look.textAlign = ALIGNED[first(lists, "jc")] || "";
    look.marginLeft = percent(Number(first(lists, "ind", "left") || first(lists, "ind", "start")));
    look.marginRight = percent(Number(first(lists, "ind", "right") || first(lists, "ind", "end")));
    look.textIndent = indent ? indent / POINTS + "pt" : "";
    look.marginTop = Math.max(Math.min(Number(first(lists, "spacing", "before")) / POINTS, 24), borders ? 2 : 0) + "pt";
    look.marginBottom = Math.min(Number(first(lists, "spacing", "after")) / POINTS, 60) + "pt";
    look.borderTop = child(borders, "top") ? "1px solid" : "";
    look.borderBottom = child(borders, "bottom") ? "1px solid" : "";
    const line = lineOf(made, lists);
    runs(node, line, above.map(function (each) { return each.rPr; }));
    line.end();
    if (!made.textContent && !borders) made.append(element("br"));
    return made;
  }

  /* A tab goes to the next stop: what stands before it takes that share of the line, with dots up to the stop where it asks for them. */
  function lineOf(made, lists) {
    const tabs = lists.map(function (each) { return child(each, "tabs"); }).find(Boolean), line = { into: made, tab: tab, end: end };
    const stops = children(tabs, "tab").map(function (each) { return { at: Number(each.getAttributeNS(WORD, "pos")), leader: each.getAttributeNS(WORD, "leader") }; });
    let used = 0, from = 0;
    function share(to) {
      line.into.style.flexBasis = 100 * (to - from) / WIDTH + "%";
      from = to;
    }
    function tab() {
      const stop = stops[used++];
      if (!stop) return line.into.append("\t");
      if (line.into === made) {
        line.into = element("span", { class: "fill__stretch" }, Array.from(made.childNodes));
        made.classList.add("is-tabbed");
        made.append(line.into);
      }
      if (stop.leader === "dot") line.into.append(element("span", { class: "fill__dots" }));
      share(stop.at);
      line.into = element("span", { class: "fill__stretch" });
      made.append(line.into);
    }
    function end() {
      if (line.into === made) return;
      if (line.into.textContent) share(WIDTH);
      else line.into.remove();
    }
    return line;
  }
  function runs(node, line, above) {
    children(node).forEach(function (each) {
      if (each.localName === "r") run(each, line, above);
      else if (each.localName !== "pPr") runs(each, line, above);
    });
  }
  function run(node, line, above) {
    const lists = [child(node, "rPr")].concat(above), size = first(lists, "sz");
    const has = function (name) { return isOn(lists.find(function (each) { return value(each, name) !== null; }), name); };
    let text = null;
    if (has("vanish")) return;
    function begin() {
      text = element("span");
      text.style.fontWeight = has("b") ? "700" : "";
      text.style.fontStyle = has("i") ? "italic" : "";
      text.style.textDecoration = has("u") ? "underline" : "";
      text.style.textTransform = has("caps") ? "uppercase" : "";
      text.style.fontSize = size ? Number(size) / HALF_POINTS + "pt" : "";
      line.into.append(text);
    }
    begin();
    children(node).forEach(function (part) {
      if (part.localName === "t") text.append(part.textContent);
      else if (part.localName === "noBreakHyphen") text.append("\u2011");
      else if (part.localName === "br" || part.localName === "cr") text.append(element("br"));
      else if (part.localName === "tab") {
        line.tab();
        begin();
      }
    });
  }

  function table(node, styles) {
    const own = child(node, "tblPr"), isRuled = Boolean(child(own, "tblBorders")) || /grid/i.test(value(own, "tblStyle"));
    const widths = children(child(node, "tblGrid"), "gridCol").map(function (each) { return Number(each.getAttributeNS(WORD, "w")); });
    const whole = widths.reduce(function (sum, each) { return sum + each; }, 0), columns = element("colgroup", null, widths.map(function (each) {
      const column = element("col");
      column.style.width = whole ? 100 * each / whole + "%" : "";
      return column;
    }));
    const made = element("table", { class: isRuled ? "is-ruled" : "", role: isRuled ? "" : "presentation" }, columns), above = [];
    children(node, "tr").forEach(function (row) {
      const line = element("tr");
      let at = 0;
      children(row, "tc").forEach(function (cell) {
        const held = child(cell, "tcPr"), span = Number(value(held, "gridSpan")) || 1, merged = value(held, "vMerge");
        if (merged !== null && merged !== "restart" && above[at]) above[at].rowSpan += 1;
        else {
          above[at] = element("td", { colspan: span > 1 ? span : "" });
          body(cell, above[at], styles);
          line.append(above[at]);
        }
        at += span;
      });
      made.append(line);
    });
    return made;
  }
  function body(node, into, styles) {
    children(node).forEach(function (each) {
      if (each.localName === "p") into.append(paragraph(each, styles));
      else if (each.localName === "tbl") into.append(table(each, styles));
      else body(each, into, styles);
    });
  }

  /** The paper of a filled file: its paragraphs and tables as they would be printed, what stands at the head and the foot of every page once. */
  function paper(zip) {
    const made = element("div", { class: "fill__paper", lang: "vi" });
    const styles = stylesOf(zip), around = function (name) {
      zip.file(name).forEach(function (part) {
        const held = element("div", { class: "fill__edge" });
        body(motcua.xml(part.asText()).documentElement, held, styles);
        if (held.textContent.trim()) made.append(held);
      });
    };
    around(/^word\/header\d*\.xml$/);
    body(child(motcua.xml(zip.file("word/document.xml").asText()).documentElement, "body"), made, styles);
    around(/^word\/footer\d*\.xml$/);
    return made;
  }

  Object.assign(fill, { file: file, filled: filled, paper: paper });
})();
