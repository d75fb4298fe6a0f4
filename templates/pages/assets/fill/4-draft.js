/* A draft: what was typed as a file that the reader keeps, and reading one again without trusting it. */
(function () {
  "use strict";
  const fill = globalThis.motcua.fill;
  const KIND = "motcua-draft", MOST_BYTES = 1000000, LONGEST = 4000;

  function written(data, values) {
    return new Blob([JSON.stringify({ kind: KIND, form: data.form, version: data.version, values: values }, null, 1)], { type: "application/json" });
  }

  /** The answers in the text of a draft, or the name of the sentence that says why there are none. */
  function read(text, data, fields) {
    let held = null;
    try { held = text.length <= MOST_BYTES && JSON.parse(text); } catch (refused) { held = null; }
    if (!held || held.kind !== KIND || typeof held.values !== "object" || !held.values) return { refused: "draft_is_none" };
    if (held.form !== data.form) return { refused: "draft_is_of_another_form" };
    if (held.version !== data.version) return { refused: "draft_is_of_another_version" };
    return { values: taken(fields, held.values) };
  }

  /* Only what a question could hold is taken, in the shape in which it holds it. */
  function taken(fields, values) {
    const found = {};
    fields.forEach(function (field) {
      const none = fill.empty(field), value = Object.prototype.hasOwnProperty.call(values, field.id) ? values[field.id] : none;
      if (field.kind === "table") found[field.id] = Array.isArray(value) && value.length ? value.slice(0, field.max_rows).map(function (row) { return taken(field.columns, Object(row)); }) : none;
      else if (field.kind === "choices") found[field.id] = ids(field).filter(function (id) { return Array.isArray(value) && value.indexOf(id) >= 0; });
      else if (field.kind === "choice") found[field.id] = ids(field).indexOf(value) >= 0 ? value : none;
      else if (typeof none === "string") found[field.id] = text(value);
      else found[field.id] = Object.keys(none).reduce(function (parts, part) { parts[part] = text(Object(value)[part]); return parts; }, {});
    });
    return found;
  }
  function ids(field) { return field.options.map(function (option) { return option.id; }); }
  function text(value) { return typeof value === "string" ? value.slice(0, LONGEST) : ""; }

  Object.assign(fill, { MOST_BYTES: MOST_BYTES, draft: written, readDraft: read });
})();
