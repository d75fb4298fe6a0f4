/* The questions as they stand on the page: a label, a hint, boxes, and what is wrong with the answer, tied together for those who listen. */
(function () {
  "use strict";
  const fill = globalThis.motcua.fill, element = globalThis.motcua.finder.element;
  const LONGEST = 500, LONGEST_TEXT = 4000;
  const MODES = { number: "decimal", id_number: "numeric", phone: "tel", email: "email" };
  const WIDTHS = { number: "short", id_number: "middle", phone: "middle" };

  function button(text, look, act) {
    const made = element("button", { type: "button", class: look }, text);
    made.addEventListener("click", act);
    return made;
  }

  /** A text of what was declared, in its language where that is another than the page's. */
  function text(of, key) { return of.langs && of.langs[key] ? element("span", { lang: of.langs[key] }, of[key]) : of[key]; }

  /** The questions of a step in their boxes; `values` follows what is typed, `changed` is called when a choice is made. */
  function questions(fields, values, words, prefix, changed) {
    return fields.map(function (field) {
      const id = prefix + field.id, asked = field.kind === "table" ? table(field, values, words, id) : question(field, values, words, id, changed);
      asked.dataset.field = field.id;
      return asked;
    });
  }

  function question(field, values, words, id, changed) {
    const isGroup = field.options || field.kind === "date" || field.kind === "address";
    const example = field.example && words.example.replace("{example}", field.example), hint = [field.help && text(field, "help"), field.help && example && " ", example].filter(Boolean);
    const parts = [element(isGroup ? "legend" : "label", isGroup ? null : { for: id }, label(field, words))];
    if (hint.length) parts.push(element("p", { class: "fill__hint", id: id + "-hint" }, hint));
    parts.push(element("p", { class: "fill__error", id: id + "-error", hidden: true }));
    const inside = boxes(field, values, words, id, changed);
    if (hint.length) firstBox(inside[0]).setAttribute("aria-describedby", id + "-hint");
    return element(isGroup ? "fieldset" : "div", { class: "fill__question", id: isGroup ? id : "" }, parts.concat(inside));
  }

  function label(field, words) { return [text(field, "label"), field.required ? "" : element("span", { class: "fill__optional" }, " " + words.optional)]; }

  /* What follows a point is no name of ours, whatever an option is called. */
  function boxes(field, values, words, id, changed) {
    if (field.options) return field.options.map(function (option, at) { return choice(field, option, values, id + (at ? "." + option.id : "-first"), id, changed); });
    if (field.kind === "date") {
      return [element("div", { class: "fill__day" }, fill.DAY_PARTS.map(function (part) {
        const box = input({ id: id + "-" + part, inputmode: "numeric", maxlength: part === "year" ? 4 : 2, class: "fill__box fill__box--" + part }, values[field.id], part);
        return element("div", null, [element("label", { for: box.id }, words[part]), box]);
      }))];
    }
    if (field.kind === "address") {
      return fill.PLACES.map(function (part) {
        const box = input({ id: id + "-" + part, maxlength: LONGEST, class: "fill__box", list: part === "tinh" ? "fill-tinh" : "" }, values[field.id], part);
        return element("div", { class: "fill__place" }, [element("label", { for: box.id }, words[part]), box]);
      });
    }
    const box = input({ id: id, inputmode: MODES[field.kind], class: "fill__box" + (WIDTHS[field.kind] ? " fill__box--" + WIDTHS[field.kind] : ""),
      maxlength: field.kind === "long_text" ? LONGEST_TEXT : LONGEST, rows: field.kind === "long_text" ? 4 : "" }, values, field.id);
    return field.is_name ? [box, doubt(field, values, words, box)] : [box];
  }

  /* No browser is to remember an answer: neither for other pages nor for whoever comes next. */
  function input(given, values, key) {
    const box = element(given.rows ? "textarea" : "input", Object.assign({ type: given.rows ? "" : "text", autocomplete: "off", spellcheck: "false" }, given));
    box.value = values[key];
    box.addEventListener("input", function () { values[key] = box.value; });
    return box;
  }
  /* A doubt comes and goes while a name is typed, so that no button moves from under a finger that leaves the box. */
  function doubt(field, values, words, box) {
    const told = element("p", { class: "fill__doubt", id: box.id + "-doubt", role: "status" });
    function look() {
      const found = words[fill.doubt(field, values[field.id])] || "";
      if (told.textContent !== found) told.textContent = found;
      describe(box, told.id, Boolean(found));
    }
    box.addEventListener("input", look);
    look();
    return told;
  }
  function choice(field, option, values, id, name, changed) {
    const isOne = field.kind === "choice", box = element("input", { type: isOne ? "radio" : "checkbox", id: id, name: name, value: option.id, autocomplete: "off" });
    box.checked = [].concat(values[field.id]).indexOf(option.id) >= 0;
    box.addEventListener("change", function () {
      if (isOne) values[field.id] = option.id;
      else values[field.id] = values[field.id].filter(function (each) { return each !== option.id; }).concat(box.checked ? option.id : []);
      changed();
    });
    return element("div", { class: "fill__choice" }, [box, element("label", { for: id }, text(option, "label"))]);
  }
  function firstBox(inside) { return inside.matches("input, textarea") ? inside : inside.querySelector("input"); }
  /* A hint is read with the one box or the first of a group, an error with the box that is wrong. */
  function describe(box, id, isDescribed) {
    const others = (box.getAttribute("aria-describedby") || "").split(" ").filter(function (each) { return each && each !== id; });
    const all = isDescribed ? others.concat(id) : others;
    if (all.length) box.setAttribute("aria-describedby", all.join(" "));
    else box.removeAttribute("aria-describedby");
  }

  function table(field, values, words, id) {
    const rows = element("div"), told = element("p", { class: "frame-unseen", role: "status" });
    const add = button(words.add_row, "frame-button frame-button--quiet", function () {
      values[field.id].push(fill.row(field));
      draw();
      rows.lastChild.querySelector("input, textarea").focus();
      told.textContent = words.row_added.replace("{n}", values[field.id].length);
    });
    function draw() {
      rows.textContent = "";
      values[field.id].forEach(function (row, at) {
        const legend = words.row.replace("{n}", at + 1), prefix = id + "-" + at + "-", inside = questions(field.columns, row, words, prefix, function () {});
        if (values[field.id].length > Math.max(field.min_rows, 1)) {
          const out = button(words.remove_row.replace("{n}", at + 1), "fill__link", function () {
            values[field.id].splice(at, 1);
            draw();
            add.focus();
            told.textContent = words.row_removed.replace("{n}", values[field.id].length);
          });
          inside.push(out);
        }
        rows.append(element("fieldset", { class: "fill__row" }, [element("legend", null, legend)].concat(inside)));
      });
      add.hidden = values[field.id].length >= field.max_rows;
    }
    draw();
    return element("fieldset", { class: "fill__question fill__table", id: id, "aria-describedby": field.help ? id + "-hint" : "" }, [
      element("legend", null, label(field, words)),
      field.help ? element("p", { class: "fill__hint", id: id + "-hint" }, text(field, "help")) : "",
      element("p", { class: "fill__error", id: id + "-error", hidden: true }), rows, add, told,
    ]);
  }

  /** Every question of these with its id on the page and what is wrong with its answer, in order; a row left empty is no row. */
  function judged(fields, values, prefix) {
    return [].concat.apply([], fields.map(function (field) {
      const id = prefix + field.id, own = [{ field: field, id: id, wrong: fill.judge(field, values[field.id]) }];
      if (field.kind !== "table" || own[0].wrong) return own;
      return own.concat.apply(own, values[field.id].map(function (row, at) {
        const found = judged(field.columns, row, id + "-" + at + "-");
        return found.map(function (each) { return Object.assign(each, { row: at + 1 }, fill.isEmptyRow(field, row) ? { wrong: null } : null); });
      }));
    }));
  }

  /** Shows or takes away what is wrong with one answer; gives the box that the reader is led to. */
  function show(each, words) {
    const told = document.getElementById(each.id + "-error"), group = document.getElementById(each.id), wrong = each.wrong;
    told.textContent = "";
    told.append(wrong ? wrong[0] ? words[wrong[0]] : text(each.field, "pattern_help") || words.answer_fits : "");
    told.hidden = !wrong;
    told.closest(".fill__question").classList.toggle("is-wrong", Boolean(wrong));
    const all = group.matches("input, textarea") ? [group] : Array.from(group.querySelectorAll(each.field.kind === "table" ? "none" : "input"));
    const box = each.field.kind === "table" ? group.querySelector("input, textarea")
      : wrong && document.getElementById(each.id + (wrong[1] ? "-" + wrong[1] : each.field.options ? "-first" : "")) || all[0];
    all.forEach(function (one) {
      if (wrong && (one === box || each.field.options)) one.setAttribute("aria-invalid", "true");
      else one.removeAttribute("aria-invalid");
      describe(one, told.id, wrong && one === box);
    });
    if (each.field.kind === "table") [group, box].forEach(function (one) { describe(one, told.id, wrong); });
    return box;
  }

  Object.assign(fill, { button: button, element: element, judged: judged, questions: questions, show: show, text: text });
})();
