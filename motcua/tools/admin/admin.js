/* What the browser editor needs beside Decap: its settings, a widget for a phrase in several languages, a look before saving. */
"use strict";

(() => {
  const NAMES = { vi: "Tiếng Việt", en: "Tiếng Anh" };
  const EMPTY = undefined;

  /* Values are plain, or Decap's own lists and maps. */
  const plain = (value) => (value && typeof value.toJS === "function" ? value.toJS() : value);
  const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  /* A phrase: words alone, or words by language. What was said in languages that have no box stays. */
  const words = (phrase, language) => (isMapping(phrase) ? phrase[language] : language === "vi" ? phrase : "") || "";
  const reworded = (phrase, language, text) => {
    const all = isMapping(phrase) ? { ...phrase } : phrase ? { vi: phrase } : {};
    if (text) all[language] = text;
    else delete all[language];
    const held = Object.keys(all);
    if (!held.length) return EMPTY;
    return held.length === 1 && all.vi && !isMapping(phrase) ? all.vi : all;
  };

  /* Decap hands what stands in a mapping's place to the widgets of its own lists, so lists of phrases are a widget too. */
  const phraseWidgets = (createClass, h) => {
    const boxes = (control, phrase, onChange, id) => {
      const { field, setActiveStyle, setInactiveStyle } = control.props;
      return field.get("languages").toJS().map((language, at) => h("label", { key: language, className: "phrase" },
        h("span", {}, NAMES[language] || language),
        h("textarea", {
          id: at ? undefined : id, lang: language, rows: field.get("lines"), value: words(phrase, language),
          onFocus: setActiveStyle, onBlur: setInactiveStyle,
          onChange: (event) => onChange(reworded(phrase, language, event.target.value)),
        })));
    };
    const one = createClass({
      render() {
        const { value, onChange, forID, classNameWrapper } = this.props;
        return h("div", { className: classNameWrapper }, boxes(this, plain(value), onChange, forID));
      },
    });
    const several = createClass({
      render() {
        const { value, onChange, forID, classNameWrapper, field } = this.props;
        const held = plain(value) || [];
        const row = (phrase, at) => h("div", { key: at, className: "phrases" },
          boxes(this, phrase, (changed) => onChange(held.map((each, place) => (place === at ? changed || "" : each))), `${forID}-${at}`),
          h("button", { type: "button", onClick: () => onChange(held.filter((each, place) => place !== at)) }, "Bỏ mục này"));
        return h("div", { className: classNameWrapper, id: forID }, held.map(row),
          h("button", { type: "button", onClick: () => onChange([...held, ""]) }, `Thêm: ${field.get("label").toLowerCase()}`));
      },
    });
    return { phrase: one, phrases: several };
  };

  /* Decap leaves an empty text, list or record where somebody only looked; what says nothing is not written. */
  const told = (value) => {
    if (Array.isArray(value)) {
      const held = value.map(told).filter((each) => each !== EMPTY);
      return held.length ? held : EMPTY;
    }
    if (isMapping(value)) {
      const held = Object.entries(value).map(([name, each]) => [name, told(each)]).filter(([, each]) => each !== EMPTY);
      return held.length ? Object.fromEntries(held) : EMPTY;
    }
    return value === "" || value === null ? EMPTY : value;
  };

  /* Remarks of a file, which no form shows and saving loses. A # in the middle of a text is none, nor one in a block of text. */
  const remarks = (file) => {
    const found = [];
    let block = -1;
    (file || "").split("\n").forEach((line, at) => {
      const indent = line.search(/\S/);
      if (block >= 0 && (indent < 0 || indent > block)) return;
      block = /(^|[:-]\s+)[|>][-+0-9]*\s*(#.*)?$/.test(line) ? indent : -1;
      const outside = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (text) => "x".repeat(text.length));
      const from = outside.search(/(^|\s)#/);
      if (from >= 0) found.push(`${at + 1}: ${line.slice(from).trim()}`);
    });
    return found;
  };

  const beforeSaving = ({ entry }) => {
    const lost = remarks(entry.get("raw"));
    const asked = `Lưu ở đây sẽ làm mất các ghi chú sau trong tệp (số dòng: ghi chú):\n\n${lost.join("\n")}\n\nVẫn lưu?`;
    if (lost.length && !window.confirm(asked)) throw new Error("Chưa lưu, tệp giữ nguyên. Muốn giữ ghi chú thì sửa tệp bằng trình soạn thảo văn bản.");
    const data = entry.get("data");
    const held = told(plain(data)) || {};
    return data.clear().merge(Object.keys(held).map((name) => [name, held[name]]));
  };

  const start = async () => {
    const { CMS, createClass, h } = window;
    const { models, ...config } = await (await fetch("settings.json")).json();
    const filled = (held) => ({ ...held, fields: models[held.fields] });
    config.collections = config.collections.map((each) => (each.files ? { ...each, files: each.files.map(filled) } : filled(each)));
    Object.entries(phraseWidgets(createClass, h)).forEach(([name, widget]) => CMS.registerWidget(name, widget, () => null));
    const { fromFile, toFile } = window.catalogueLayout;
    /* Decap tells the names of the fields alone; no two kinds of file have the same ones. */
    const fieldsOf = (names) => Object.values(models).find((fields) => fields.map(({ name }) => name).join() === names.join());
    CMS.registerCustomFormat("catalogue", "yml", { fromFile, toFile: (values, names) => toFile(values, fieldsOf(names)) });
    CMS.registerEventListener({ name: "preSave", handler: beforeSaving });
    /* Decap's Vietnamese lacks these words. */
    const { editorWidgets } = CMS.getLocale("vi").editor;
    editorWidgets.list = { ...CMS.getLocale("en").editor.editorWidgets.list, ...editorWidgets.list, add: "Thêm: %{item}" };
    CMS.init({ config });
  };

  window.CMS_MANUAL_INIT = true;
  const load = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: name, onload: resolve, onerror: reject });
    document.head.append(script);
  });
  Promise.all(["js-yaml.js", "layout.js", "decap-cms.js"].map(load)).then(start);
})();
