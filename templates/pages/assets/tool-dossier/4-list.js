/* One's own papers as a list, on the screen, on paper and as plain text, with fee, office and date: `motcua.papers.list`. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, papers = motcua.papers, make = motcua.finder.element, fill = motcua.finder.fill, line = motcua.workshop.line, plain = papers.plain;
  const MANY = 6;

  function low(text) { return text.slice(0, 1).toLowerCase() + text.slice(1); }
  function hint(inside) { return make("span", { class: "tool__hint" }, inside); }

  function fees() {
    const fold = document.querySelector("#tool-fee > script[type]");
    return fold ? JSON.parse(fold.textContent) : null;
  }
  function today() {
    const now = new Date();
    return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
  }

  /** `shown(answer)` is the list of the page, `printed(answer)` that of a sheet, `when(paper)` the condition of a paper in words. */
  papers.list = function (data, words, feeWords) {
    const fee = fees(), rates = fee && motcua.fees.full(fee.rates);

    function when(paper) { return paper.when ? " (" + fill(words.only_when, { text: low(plain(paper.when)) }) + ")" : ""; }
    /* A paper as a line of a list; printed, the kinds to choose from stand in one line. */
    function item(paper, isPrinted, isMarked) {
      const inside = line(paper.name), form = (data.forms || {})[paper.form];
      if (paper.counts) inside.push(" · ", make("strong", null, paper.counts));
      inside.push(when(paper));
      if (isMarked && paper.mark) inside.push(" ", mark(paper));
      if (paper.lacks) inside.push(make("span", { class: "tool__hint tool__doubt" }, words.lacks));
      (paper.notes || []).forEach(function (note) { inside.push(hint(line(note))); });
      if (form) inside.push(hint(make("a", { href: form[1] }, fill(words.form, { name: plain(form[0]) }))));
      if (paper.of) inside.push(isPrinted ? hint(paper.of.map(function (each) { return plain(each.name) + (each.counts ? " · " + each.counts : "") + when(each); }).join("; ")) : kinds(paper));
      return make("li", null, inside);
    }
    function mark(paper) { return make("span", { class: "mark" }, paper.mark); }
    function kinds(paper) {
      const all = make("ul", null, paper.of.map(function (each) { return item(each, false, true); }));
      return paper.of.length > MANY ? make("details", { class: "tool__more" }, [make("summary", null, fill(words.all_papers, { n: paper.of.length })), all]) : all;
    }
    function lists(found, heading, isPrinted) {
      const titles = Object.assign({}, data.titles, { depends: words.depends });
      function groupOf(paper) { return paper.depends ? "depends" : paper.group; }
      return Object.keys(titles).filter(function (group) { return found.some(function (paper) { return groupOf(paper) === group; }); }).reduce(function (all, group) {
        const own = found.filter(function (paper) { return groupOf(paper) === group; });
        /* Where all is invented the heading says so. */
        const isOnce = own.length > 1 && own.every(function (paper) { return paper.mark; });
        return all.concat(make(heading, null, [titles[group]].concat(isOnce ? [" ", mark(own[0])] : [])), make("ul", { class: "tool__list" + (group === "none" || group === "notes" ? " tool__list--off" : "") }, own.map(function (paper) { return item(paper, isPrinted, !isOnce); })));
      }, []);
    }
    function amount(answer) {
      if (data.fee) return line(data.fee);
      if (!fee) return null;
      const situation = { case: answer.case || fee.case || "", channel: answer.way, day: today(), answers: motcua.fees.answers || {} };
      return motcua.fees.told(rates, fee, feeWords, situation);
    }
    function facts(answer, isPrinted) {
      const sum = amount(answer), found = [];
      function fact(title, inside, key, label) {
        const more = !isPrinted && key && document.getElementById("tool-" + key);
        if (!inside && !more) return;
        found.push(make("p", null, [make("strong", null, title + ": ")].concat(inside || [], inside && more ? " · " : "", more ? make("a", { href: "#tool-" + key }, label) : "")));
      }
      fact(words.fee, sum || (sum === "" ? words.fee_more : words.fee_unknown), fee && "fee", words.fee_tool);
      const places = motcua.workshop.chosen || data.places || [];
      fact(words.place, places.length ? [].concat.apply([], places.map(function (place, at) { return (at ? ["; "] : []).concat(line(place)); })) : null, "where", words.place_tool);
      const time = (data.times || []).filter(function (each) { return !each[0] || each[0] === answer.case; })[0];
      fact(words.date, time ? line(time[1]) : null, "date", words.date_tool);
      return found;
    }
    /* What is really brought; what the office looks up, and remarks, are none. */
    function brought(found) { return found.filter(function (paper) { return paper.group !== "none" && paper.group !== "notes"; }); }
    function unfinished(answer, text) { return answer.open.length ? make("p", { class: "tool__doubt" }, text) : []; }
    function shown(answer) {
      const found = papers.needed(data, answer), all = brought(found), m = all.filter(function (paper) { return paper.depends; }).length, n = all.length - m;
      const said = [n && fill(words.count, { n: n }), m && fill(words.count_depends, { n: m })].filter(Boolean).join(" · ");
      return [make("h3", null, words.title), make("p", null, [make("strong", { class: "tool__answer" }, said || words.nothing)])]
        .concat(unfinished(answer, words.unfinished), data.sets ? make("p", null, data.sets) : [], lists(found, "h4", false), facts(answer, false));
    }

    function chosenOf(options, id) {
      const found = (options || []).filter(function (option) { return option[0] === id; })[0];
      return found ? plain(found[1]) : "";
    }
    function mine(answer) {
      const own = chosenOf(data.cases, answer.case) || plain(data.case_name || ""), way = chosenOf(data.ways, answer.way);
      const more = answer.conditions.map(function (id) { return chosenOf(data.conditions, id); }).filter(Boolean);
      return [own && fill(words.my_case, { name: own }), way && fill(words.my_way, { name: way }), more.length ? fill(words.my_conditions, { text: more.join("; ") }) : ""].filter(Boolean);
    }
    function said(key) { return data[key] ? make("p", null, data[key]) : []; }
    function printed(answer) {
      const found = papers.needed(data, answer), told = mine(answer).map(function (each) { return make("p", null, each); });
      const sheet = [make("h1", null, line(data.name)), make("p", null, fill(words.code, { code: data.code }))]
        .concat(said("state"), told, unfinished(answer, words.unfinished_paper), data.sets ? make("p", null, data.sets) : [], lists(found, "h2", true), facts(answer, true), said("ask"), said("day"));
      /* Nothing leads on from a sheet. */
      sheet.forEach(function (each) { each.querySelectorAll("a").forEach(function (link) { link.replaceWith.apply(link, Array.from(link.childNodes)); }); });
      return sheet;
    }
    return { shown: shown, printed: printed, when: when };
  };

  /** The text of a sheet for a message, a line for each of its blocks and hints. */
  papers.text = function (sheet) {
    function lines(node) {
      if (node.tagName === "UL") return [].concat.apply([], Array.from(node.children).map(function (each) { return lines(each).map(function (text, at) { return (at ? "  " : "- ") + text; }); }));
      const copy = node.cloneNode(true), hints = Array.from(copy.querySelectorAll(".tool__hint"));
      hints.forEach(function (each) { each.remove(); });
      copy.querySelectorAll(".mark").forEach(function (each) { each.textContent = "(" + each.textContent + ")"; });
      return [copy.textContent.trim() + (node.tagName === "H2" ? ":" : "")].concat(hints.map(function (each) { return each.textContent; }));
    }
    return [].concat.apply([], sheet.map(lines)).join("\n");
  };
})();
