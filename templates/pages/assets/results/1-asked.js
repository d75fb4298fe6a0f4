/* What was asked on the page of results: it stands in the address, so that it can be shared and Back leads to it again. `motcua.results` is what
   the scripts of this page share. */
(function () {
  "use strict";
  const finder = motcua.finder, element = finder.element;
  const form = document.querySelector("[data-results]"), box = form.querySelector("input"), choices = part("choices");
  const STEP = 20, DAYS = "ngay", FREE = "mien-phi", ORDER = "xep", TEXTS = "toanvan", GIVEN = [DAYS, FREE, ORDER];
  const title = document.title, ownAddress = location.href.replace(/[?#].*/, "");
  const selects = Array.prototype.slice.call(choices.querySelectorAll("select"));
  /* How many entries are shown, whether whole texts are searched too, whether somebody has just asked for that; when the address is written. */
  const view = { shown: STEP, isWhole: false, isAsked: false, writing: 0 };

  function part(name) { return document.querySelector('[data-part="' + name + '"]'); }

  /* What was asked: the words, and each choice by the name of its control. */
  function asked() {
    const found = { q: box.value.trim() };
    selects.forEach(function (each) { found[each.name] = each.value; });
    return view.isWhole && found.q ? Object.assign(found, { [TEXTS]: "1" }) : found;
  }
  function optionOf(select, value) { return Array.prototype.filter.call(select.options, function (option) { return option.value === value; })[0]; }
  function named(name) { return choices.querySelector("[name=" + name + "]"); }
  function addressOf(wanted) {
    const told = new URLSearchParams();
    Object.keys(wanted).forEach(function (key) { if (wanted[key] && !(key === ORDER && wanted[key] === "best")) told.set(key, wanted[key]); });
    const words = told.toString();
    return ownAddress + (words ? "?" + words : "");
  }
  function read() {
    const told = new URLSearchParams(location.search);
    box.value = told.get("q") || "";
    view.isWhole = told.has(TEXTS);
    selects.forEach(function (each) {
      const value = told.get(each.name) || (each.name === ORDER ? "best" : "");
      /* The values of a facet are known only when there are results: one that was shared is kept until then. */
      if (GIVEN.indexOf(each.name) < 0 && value && !optionOf(each, value)) each.append(element("option", { value: value }, value));
      each.value = value;
      if (each.selectedIndex < 0) each.selectedIndex = 0;
    });
    view.shown = history.state && history.state.shown || STEP;
  }
  /* A browser may refuse: some count how often an address is written, some keep that of a file as it is. */
  function write(how, address, state) {
    try { history[how + "State"](state, "", address); } catch (refused) { /* the page shows the same */ }
  }
  function keep() { write("replace", location.href, { shown: view.shown, y: scrollY }); }
  function follow() {
    const address = addressOf(asked());
    document.querySelectorAll("a[hreflang]").forEach(function (link) { link.search = address.slice(ownAddress.length); });
    document.title = box.value.trim() ? box.value.trim() + " | " + title : title;
    return address;
  }
  function push() {
    clearTimeout(view.writing);
    const address = follow();
    view.shown = STEP;
    if (address === location.href) return;
    keep();
    write("push", address, { shown: view.shown, y: 0 });
  }

  motcua.results = { STEP: STEP, DAYS: DAYS, ORDER: ORDER, form: form, box: box, choices: choices, selects: selects, view: view, ownAddress: ownAddress, part: part,
    asked: asked, named: named, addressOf: addressOf, read: read, write: write, keep: keep, follow: follow, push: push };
})();
