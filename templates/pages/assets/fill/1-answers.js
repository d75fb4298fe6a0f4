/* What is typed into a form: an empty answer of each kind, what is wrong with one, and what it prints in the tags of the template. */
(function () {
  "use strict";
  const motcua = globalThis.motcua = globalThis.motcua || {}, fill = motcua.fill = {};
  const CHECKED = "\u2612", EMPTY = "\u2610", DOTS = "……", PLACES = ["so_nha", "xa", "tinh"], DAY_PARTS = ["day", "month", "year"];
  const LINES = { long_text: true };
  const FIRST_YEAR = 1900, LAST_YEAR = 2200;

  /** A text as it may stand in a file: composed letters, no control characters, no half of a sign, no blanks around it. */
  function clean(text, hasLines) {
    const plain = String(text).normalize("NFC").replace(/\r\n?/g, "\n").replace(/\t/g, " ")
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f\ufffe\uffff]/g, "").replace(/[\ud800-\udfff]/gu, "");
    return (hasLines ? plain : plain.replace(/\s+/g, " ")).trim();
  }

  function empty(field) {
    if (field.kind === "date") return { day: "", month: "", year: "" };
    if (field.kind === "address") return { so_nha: "", xa: "", tinh: "" };
    if (field.kind === "choices") return [];
    if (field.kind === "table") return Array.from({ length: Math.max(field.min_rows, 1) }, function () { return row(field); });
    return "";
  }
  function row(table) { return all(table.columns); }
  function all(fields) {
    const values = {};
    fields.forEach(function (field) { values[field.id] = empty(field); });
    return values;
  }

  function isEmpty(field, value) {
    if (field.kind === "table") return value.every(function (each) { return isEmptyRow(field, each); });
    if (field.kind === "choices") return !value.length;
    return !(typeof value === "string" ? clean(value) : Object.keys(value).some(function (part) { return clean(value[part]); }));
  }
  function isEmptyRow(table, values) { return table.columns.every(function (column) { return isEmpty(column, values[column.id]); }); }

  /** Whether a question is asked, now that the choices before it are what they are. */
  function isAsked(field, fields, values) {
    const on = field.only_if, parent = on && fields.find(function (each) { return each.id === on.field; });
    if (!on) return true;
    return isAsked(parent, fields, values) && on.is_one_of.some(function (option) { return [].concat(values[on.field]).indexOf(option) >= 0; });
  }

  /* What is wrong with an answer: the name of the sentence that says so, and in which box. */
  const judges = {
    date: function (value) {
      const parts = DAY_PARTS.map(function (part) { return clean(value[part]); });
      const wrong = DAY_PARTS.find(function (part, at) { return !/^\d+$/.test(parts[at]); });
      if (wrong) return ["date_is_whole", wrong];
      const numbers = parts.map(Number), day = new Date(Date.UTC(numbers[2], numbers[1] - 1, numbers[0]));
      if (numbers[2] < FIRST_YEAR || numbers[2] > LAST_YEAR) return ["year_is_whole", "year"];
      if (numbers[1] < 1 || numbers[1] > 12) return ["month_exists", "month"];
      return day.getUTCDate() === numbers[0] && day.getUTCMonth() === numbers[1] - 1 ? null : ["day_exists", "day"];
    },
    number: function (value) { return /^(?:\d{1,15}|\d{1,3}(?:\.\d{3}){1,4})(?:,\d{1,6})?$/.test(clean(value).replace(/\s/g, "")) ? null : ["number_is_plain"]; },
    id_number: function (value) { return /^\d{12}$/.test(digits(value)) ? null : ["id_has_twelve_digits"]; },
    phone: function (value) { return /^0[1-9]\d{8,9}$/.test(phone(value)) ? null : ["phone_is_whole"]; },
    email: function (value) { return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(clean(value)) ? null : ["email_is_whole"]; },
    address: function (value) {
      const missing = PLACES.slice(1).find(function (part) { return !clean(value[part]); });
      return missing ? ["address_needs_" + missing, missing] : null;
    },
  };
  function judge(field, value) {
    if (isEmpty(field, value)) {
      if (!field.required) return null;
      return [field.options ? "choice_is_made" : field.kind === "table" ? "table_has_a_row" : "answer_is_given", field.kind === "date" ? "day" : field.kind === "address" ? "so_nha" : ""];
    }
    const found = judges[field.kind] && judges[field.kind](value);
    if (found || !field.pattern) return found || null;
    return new RegExp("^(?:" + field.pattern + ")$", "u").test(field.kind === "number" ? ungrouped(value) : words(field, value)) ? null : ["", ""];
  }

  /* Family names that no Vietnamese writes without their marks, and the words between that most names have. */
  const UNMARKED = /^(?:bui|dang|dao|dinh|do|doan|duong|ho|hoang|huynh|le|luong|ly|ngo|nguyen|pham|tran|trinh|truong|vo|vu) .|. (?:thi|van) ./i;
  /** What makes the name of a person look mistyped, as the name of a sentence: nobody is held to it, since names are what they are. */
  function doubt(field, value) {
    const name = field.is_name ? clean(value) : "";
    if (/\d/.test(name)) return "name_has_digits";
    return /^[a-z' .-]*$/i.test(name) && UNMARKED.test(name) ? "name_has_no_marks" : "";
  }

  function digits(value) { return clean(value).replace(/[\s.-]/g, ""); }
  function phone(value) { return clean(value).replace(/[\s().-]/g, "").replace(/^(?:\+|00)84(?=\d)0?/, "0"); }
  function two(text) { return ("0" + Number(text)).slice(-2); }
  function ungrouped(value) { return clean(value).replace(/[\s.]/g, "").replace(/^0+(?=\d)/, ""); }
  /** A number as Vietnamese writes it, in groups of three. */
  function grouped(value) {
    const parts = ungrouped(value).split(",");
    return parts[0].replace(/\B(?=(?:\d{3})+$)/g, ".") + (parts[1] ? "," + parts[1] : "");
  }
  function printed(option) { return option.printed || option.label; }
  function chosen(field, value) { return field.options.filter(function (option) { return [].concat(value).indexOf(option.id) >= 0; }); }

  /* A day below ten has a nought, and so have January and February: the form of Vietnamese official papers. */
  function dayTags(id, value) {
    const tags = {}, isGiven = clean(value.year), month = clean(value.month);
    const parts = isGiven ? [two(value.day), Number(month) < 3 ? two(month) : String(Number(month)), clean(value.year)] : [DOTS, DOTS, DOTS + DOTS];
    tags[id] = "ngày " + parts[0] + " tháng " + parts[1] + " năm " + parts[2];
    tags[id + "_ngan"] = isGiven ? two(value.day) + "/" + two(month) + "/" + clean(value.year) : "";
    ["ngay", "thang", "nam"].forEach(function (part, at) { tags[id + "_" + part] = parts[at]; });
    return tags;
  }
  function placeTags(id, value) {
    const tags = {}, parts = PLACES.map(function (part) { return clean(value[part]); });
    PLACES.forEach(function (part, at) { tags[id + "_" + part] = parts[at]; });
    tags[id] = parts.filter(Boolean).join(", ");
    return tags;
  }
  function choiceTags(field, value) {
    const tags = {}, taken = chosen(field, value);
    field.options.forEach(function (option) { tags[field.id + "_" + option.id] = taken.indexOf(option) >= 0 ? CHECKED : EMPTY; });
    tags[field.id] = taken.map(printed).join(", ");
    return tags;
  }

  /** The words that an answer is in one place: in a tag, and where it is looked through. */
  function words(field, value) {
    if (isEmpty(field, value)) return "";
    if (field.kind === "date") return dayTags("", value)["_ngan"];
    if (field.kind === "address") return placeTags("", value)[""];
    if (field.options) return chosen(field, value).map(function (option) { return option.label; }).join(", ");
    if (field.kind === "number") return grouped(value);
    if (field.kind === "id_number") return digits(value);
    return field.kind === "phone" ? phone(value) : clean(value, LINES[field.kind]);
  }

  function tagsOf(field, value) {
    const tags = {};
    if (field.kind === "date") return dayTags(field.id, value);
    if (field.kind === "address") return placeTags(field.id, value);
    if (field.options) return choiceTags(field, value);
    if (field.kind === "table") {
      const rows = value.filter(function (each) { return !isEmptyRow(field, each); });
      tags[field.id] = rows.map(function (each, at) {
        return field.columns.reduce(function (held, column) { return Object.assign(held, tagsOf(column, each[column.id])); }, { stt: String(at + 1) });
      });
    } else tags[field.id] = words(field, value);
    return tags;
  }
  /** What fills every tag of the template; what is not asked fills its own with nothing. */
  function tags(fields, values) {
    const found = {};
    fields.forEach(function (field) {
      const held = tagsOf(field, isAsked(field, fields, values) ? values[field.id] : field.kind === "table" ? [] : empty(field));
      if (field.kind === "date" && !isAsked(field, fields, values)) Object.keys(held).forEach(function (tag) { held[tag] = ""; });
      Object.assign(found, held);
    });
    return found;
  }

  Object.assign(fill, { DAY_PARTS: DAY_PARTS, PLACES: PLACES, all: all, clean: clean, doubt: doubt, empty: empty, isAsked: isAsked, isEmpty: isEmpty, isEmptyRow: isEmptyRow,
    judge: judge, row: row, tags: tags, words: words });
})();
