/* Which papers a reader needs by their answers, and these answers as a short text for an address: `motcua.papers`. */
(function () {
  "use strict";
  const motcua = globalThis.motcua = globalThis.motcua || {};

  /* An answer is { case, way, conditions: [ids], choices: { id of the group: id of the paper } }; `open` are the conditions not answered yet.
     Among the conditions one of these stands for "none of them is true" and for "none of these kinds of applicant", among the choices for "none of these papers". */
  const NONE = "-", NO_KIND = "--", NO_PAPER = "none";
  function holds(paper, answer) {
    return !(paper.cases && answer.case && paper.cases.indexOf(answer.case) < 0) && !(paper.ways && answer.way && paper.ways.indexOf(answer.way) < 0);
  }
  function isNeeded(paper, answer) {
    return holds(paper, answer) && (!paper.condition || answer.conditions.concat(answer.open || []).indexOf(paper.condition) >= 0);
  }
  /* Calls `visit` with every paper that the case and the way leave possible, groups before what is in them. */
  function possible(papers, answer, visit) {
    papers.forEach(function (paper) {
      if (!holds(paper, answer)) return;
      visit(paper);
      if (paper.of) possible(paper.of, answer, visit);
    });
  }
  /* The ids of the conditions and of the choices that are left to ask. */
  function asked(data, answer) {
    const found = { conditions: [], choices: [] };
    possible(data.papers, answer, function (paper) {
      if (paper.condition && found.conditions.indexOf(paper.condition) < 0) found.conditions.push(paper.condition);
      if (paper.id && (data.choices || []).indexOf(paper.id) >= 0 && isNeeded(paper, answer)) found.choices.push(paper.id);
    });
    return found;
  }
  /* Of the conditions asked, those that nothing says yet: kinds of applicant are one question, all others are another. */
  function open(data, asked, said) {
    function isKind(id) { return id === NO_KIND || (data.kinds || []).indexOf(id) >= 0; }
    return asked.filter(function (id) { return !said.some(function (each) { return isKind(each) === isKind(id); }); });
  }
  /* A paper whose condition is open says it, and that it depends. */
  function marked(paper, data, answer) {
    if (!paper.condition || answer.conditions.indexOf(paper.condition) >= 0) return paper;
    const own = data.conditions.filter(function (each) { return each[0] === paper.condition; })[0];
    return Object.assign({}, paper, { depends: true, when: own[1] });
  }
  /* What stands on the list: of a group of which one was chosen that one, with the number that the group asks of it. */
  function told(paper, data, answer) {
    if (paper.choose === "one" && answer.choices[paper.id] === NO_PAPER) return Object.assign({}, paper, { name: paper.ask, counts: "", notes: [], lacks: true, of: undefined });
    const chosen = paper.choose === "one" && paper.of.filter(function (each) { return each.id === answer.choices[paper.id]; })[0];
    if (chosen) return Object.assign({}, paper, chosen, { counts: chosen.counts || paper.own, notes: (paper.notes || []).concat(chosen.notes || []), of: undefined });
    return paper.of ? Object.assign({}, paper, { of: paper.of.filter(function (each) { return isNeeded(each, answer); }).map(function (each) { return marked(each, data, answer); }) }) : paper;
  }
  function needed(data, answer) {
    return data.papers.filter(function (paper) { return isNeeded(paper, answer); }).map(function (paper) { return told(marked(paper, data, answer), data, answer); });
  }

  /* case~way~condition.condition~paper.paper, of ids alone; a group of which there is no paper is -group. */
  function write(answer) {
    const chosen = Object.keys(answer.choices).map(function (key) { return answer.choices[key] === NO_PAPER ? "-" + key : answer.choices[key]; });
    return [answer.case, answer.way, answer.conditions.join("."), chosen.join(".")].join("~");
  }
  /* The answer that a text says; `isChanged` where it names what is no longer asked. */
  function read(text, data) {
    const parts = text.split("~"), answer = { case: data.case || "", way: "", conditions: [], choices: {} };
    let isChanged = parts.length !== 4;
    function listed(part) { return (part || "").split(".").filter(Boolean); }
    function has(options, id) { return (options || []).some(function (option) { return option[0] === id; }); }
    if (has(data.cases, parts[0])) answer.case = parts[0];
    else isChanged = isChanged || Boolean(parts[0] && parts[0] !== data.case);
    if (has(data.ways, parts[1])) answer.way = parts[1];
    else isChanged = isChanged || Boolean(parts[1]);
    const wanted = listed(parts[3]);
    answer.conditions = listed(parts[2]).filter(function (id) { return id === NONE || id === NO_KIND || has(data.conditions, id) || !(isChanged = true); });
    possible(data.papers, answer, function (group) {
      if (group.choose !== "one") return;
      group.of.forEach(function (each) { if (wanted.indexOf(each.id) >= 0) answer.choices[group.id] = each.id; });
      if (group.id && wanted.indexOf("-" + group.id) >= 0) answer.choices[group.id] = NO_PAPER;
    });
    return { answer: answer, isChanged: isChanged || Object.keys(answer.choices).length < wanted.length };
  }

  motcua.papers = { NONE: NONE, NO_KIND: NO_KIND, NO_PAPER: NO_PAPER, asked: asked, open: open, needed: needed, write: write, read: read };
})();
