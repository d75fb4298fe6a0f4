/* The answer in words: the days that a time limit may end on, why each day in between counts or does not, what was not counted. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, days = motcua.days;

  /* A day in words, as `pattern` orders them. */
  days.said = function (day, pattern, words) {
    const parts = days.toIso(day).split("-");
    return motcua.finder.fill(pattern, {
      weekday: words.weekdays.split(", ")[days.weekday(day)], d: String(Number(parts[2])), m: words.months.split(", ")[parts[1] - 1], y: String(Number(parts[0])),
    });
  };

  /* `known` is the calendar; what is given back are nodes, made for one page. */
  days.speaker = function (data, words, known) {
    const element = motcua.finder.element, fill = motcua.finder.fill, line = motcua.workshop.line;
    const language = document.documentElement.lang;

    function dayText(day) { return days.said(day, words.day, words); }
    function yearOf(day) { return Number(days.toIso(day).slice(0, 4)); }
    function named(name) { return name[language] ? [name[language]] : [element("span", { lang: "vi" }, name.vi)]; }
    /* The pattern as nodes, each of its blanks a list of them. */
    function filled(pattern, blanks) {
      return pattern.split(/(\{\w+\})/).reduce(function (parts, each) { return parts.concat(/^\{/.test(each) ? blanks[each.slice(1, -1)] : each ? [each] : []); }, []);
    }

    /* The row's own length, with the stages that one way of applying adds in the same unit. */
    function lengthOf(row) { return row.here || row.law || {}; }
    function addedTo(time, stages) {
      return stages.filter(function (stage) { return lengthOf(stage).unit === time.unit && time.unit !== "same_day"; });
    }
    /* Every day that a time limit may end on: what it is called, and how it was reckoned. "Ngày" alone is read both ways. */
    function ends(label, time, stages, given) {
      const n = addedTo(time, stages).reduce(function (sum, stage) { return sum + lengthOf(stage).n; }, time.n);
      if (time.unit !== "day") return [{ label: label, time: time, found: days.reckon(known, given, n, time.unit) }];
      return [["counting_all", "calendar_day"], ["counting_working", "working_day"]].map(function (way) {
        return { label: label + ", " + words[way[0]], time: time, found: days.reckon(known, given, n, way[1]), isUnclear: true };
      });
    }
    function answers(row, stages, given) {
      const law = row.law && !row.law.why ? row.law : null, here = row.here && !row.here.why ? row.here : null;
      const isSooner = law && here && (law.n !== here.n || law.unit !== here.unit);
      if (!law && !here) return [];
      return ends(here ? words.promised : words.latest, here || law, stages, given).concat(isSooner ? ends(words.by_law, law, stages, given) : []);
    }

    function headline(all, row, given) {
      const standing = all.find(function (one) { return one.found.due === null; });
      if (standing) return [element("p", null, stopped(standing))];
      const last = latest(all), unannounced = firstYearNotAnnounced(given.day, last), received = all[0].found.received;
      const lines = all[0].isUnclear ? [element("p", null, fill(words.day_unclear, { time: all[0].time.say }))] : [];
      all.forEach(function (one, n) { lines.push(due(one, n === 0 || one.isUnclear)); });
      if (all[0].isUnclear && all[0].found.due !== safe(all)) lines.push(element("p", null, fill(words.surest, { day: dayText(safe(all)) })));
      if (row.mark) lines.push(element("p", { class: "tool__hint" }, row.mark));
      if (unannounced) lines.push(element("p", { class: "tool__doubt" }, fill(words.expected, { year: String(unannounced) })));
      if (received !== given.day) lines.push(element("p", null, fill(words.received, { day: dayText(received) })));
      return lines;
    }
    function due(one, isMain) {
      const isToday = one.time.unit === "same_day", day = dayText(one.found.due);
      const inside = [one.label + ": ", element("strong", { class: isMain ? "tool__answer" : "" }, isToday ? fill(words.same_day_of, { day: day }) : day)];
      if (!isToday && !one.isUnclear) inside.push(" ", element("span", { class: "tool__hint" }, fill(words.for_time, { time: one.time.say })));
      return element("p", null, inside);
    }
    function latest(all) { return Math.max.apply(null, all.map(function (one) { return one.found.due; })); }
    /* The day to come on: where "ngày" is read both ways, the later reading is the safe one. */
    function safe(all) { return all[0].isUnclear ? all[1].found.due : all[0].found.due; }
    function firstYearNotAnnounced(from, to) {
      for (let year = yearOf(from); year <= yearOf(to); year++) if (!known.announced.has(year)) return year;
      return 0;
    }
    function stopped(one) {
      const found = one.found;
      if (found.state === "beyond") return fill(words.beyond, { first: String(yearOf(known.first)), last: String(yearOf(known.last)) });
      if (one.time.unit === "same_day") return words.waiting_today;
      return fill(words.waiting_now, { n: String(found.days.filter(function (each) { return each[1] === "counted"; }).length) });
    }

    /* What was added, from when the clock runs, what it does not count. */
    function notes(row, stages, all) {
      const added = addedTo(all[0].time, stages);
      const lines = stages.map(function (stage) {
        return filled(added.indexOf(stage) >= 0 ? words.added : words.not_added, { time: [lengthOf(stage).say], name: line(stage.head || stage.when || "") });
      }).concat((row.when ? [row.when] : []).concat(data.clock).map(line), data.longer.map(function (said) { return [words.longer + " "].concat(line(said)); }), [[words.no_promise]]);
      return element("ul", null, lines.map(function (each) { return element("li", null, each); }));
    }

    function reason(day, why, n) {
      if (why === "off") return filled(words.day_off, { name: named(known.off.get(day)) });
      if (why === "counted") return [fill(known.working.has(day) ? words.day_worked : words.day_counted, { n: String(n) })];
      return [words["day_" + why]];
    }
    function dayList(found) {
      let n = 0;
      const lines = [[found.received, [words.day_received], true]].concat(found.days.map(function (each) {
        const counts = each[1] === "counted";
        n += counts ? 1 : 0;
        return [each[0], reason(each[0], each[1], n), counts || each[1] === "moved" || each[1] === "again"];
      }));
      return element("ul", { class: "tool__list" }, lines.map(function (each) {
        return element("li", { class: each[2] ? "" : "tool__list--off" }, [dayText(each[0]) + " · "].concat(each[1]));
      }));
    }
    function rules() {
      const counting = motcua.holidays.counting;
      return element("ul", null, Object.keys(counting).map(function (key) {
        const rule = counting[key], source = rule.source ? filled(words.from_source, { source: [element("span", { lang: "vi" }, rule.source)] }) : [];
        const marks = source.concat(rule.verified_on ? [] : [(source.length ? ", " : "") + words.unverified]);
        return element("li", null, named(rule.text).concat(marks.length ? [" ", element("span", { class: "tool__hint" }, ["("].concat(marks, ")"))] : []));
      }));
    }
    return { dayText: dayText, answers: answers, headline: headline, latest: latest, safe: safe, notes: notes, dayList: dayList, rules: rules };
  };

  /* A day as calendars take it (RFC 5545). Its stamp is the day of filing: nothing else in it ever changes. */
  days.event = function (given) {
    function plain(said) { return said.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n"); }
    function date(day) { return days.toIso(day).replace(/-/g, ""); }
    return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//motcua//" + given.code + "//" + document.documentElement.lang.toUpperCase(), "BEGIN:VEVENT",
      "UID:" + [given.code, date(given.filed), date(given.day)].join("-") + "@motcua", "DTSTAMP:" + date(given.filed) + "T000000Z",
      "DTSTART;VALUE=DATE:" + date(given.day), "DTEND;VALUE=DATE:" + date(given.day + 1), "SUMMARY:" + plain(given.title), "DESCRIPTION:" + plain(given.about),
      "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", ""].map(folded).join("\r\n");
  };
  /* No line is longer than 75 bytes; what goes on begins with a blank. */
  function folded(row) {
    let size = 0;
    return Array.from(row).map(function (letter) {
      const bytes = new TextEncoder().encode(letter).length, isOver = size + bytes > 75;
      size = (isOver ? 1 : size) + bytes;
      return (isOver ? "\r\n " : "") + letter;
    }).join("");
  }
})();
