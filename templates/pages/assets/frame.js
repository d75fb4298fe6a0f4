/* The shell's one script, classic and tiny, loaded before the page is painted so that a chosen scheme never flashes.
   Without it everything works: the menu opens through its link, the scheme follows the device. */
(function () {
  "use strict";
  var KEY = "motcua.scheme", root = document.documentElement;

  function remembered() {
    try { return localStorage.getItem(KEY); } catch (refused) { return null; }
  }

  function remember(scheme) {
    try { localStorage.setItem(KEY, scheme); } catch (refused) { /* the choice then lasts for this page */ }
  }

  function isDark() {
    return (root.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  }

  var chosen = remembered();
  if (chosen === "dark" || chosen === "light") root.dataset.scheme = chosen;

  document.addEventListener("DOMContentLoaded", function () {
    var toggle = document.querySelector(".frame-scheme");
    toggle.hidden = false;
    toggle.addEventListener("click", function () {
      root.dataset.scheme = isDark() ? "light" : "dark";
      remember(root.dataset.scheme);
    });

    var link = document.querySelector(".frame-menu-link"), menu = document.getElementById("menu");
    function open(yes) {
      menu.classList.toggle("frame-menu--open", yes);
      link.setAttribute("aria-expanded", String(yes));
    }
    link.setAttribute("role", "button");
    link.setAttribute("aria-controls", "menu");
    open(false);
    link.addEventListener("click", function (event) {
      event.preventDefault();
      open(!menu.classList.contains("frame-menu--open"));
    });
    link.addEventListener("keydown", function (event) {
      if (event.key === " ") { event.preventDefault(); link.click(); }
    });
    menu.addEventListener("click", function (event) {
      if (event.target.closest("a")) open(false);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.classList.contains("frame-menu--open")) { open(false); link.focus(); }
    });
  });
})();
