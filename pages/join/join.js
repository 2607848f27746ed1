/* Optional: keeps what is typed on the phone, sends it until it arrives, and follows the room. ES5 on purpose. */
(function () {
  "use strict";
  var KEEP = 3 * 24 * 3600 * 1000, LEAVES = 3000, prefix = "mangomoment:", memory = {};
  var main, told, pending = null, timer = 0, tries = 0, poll = 0, misses = 0, dirty = {}, pressed = null, leaving = -LEAVES;

  function get(key) {
    try { return JSON.parse(localStorage.getItem(prefix + key) || "null") || memory[key]; } catch (e) { return memory[key]; }
  }
  function set(key, value) {
    if (value) { memory[key] = value; } else { delete memory[key]; }
    try {
      if (value) { localStorage.setItem(prefix + key, JSON.stringify(value)); } else { localStorage.removeItem(prefix + key); }
    } catch (e) { /* private browsing: kept in memory */ }
  }
  function each(list, act) { Array.prototype.slice.call(list).forEach(act); }
  function find(words, root) { return (root || main).querySelectorAll(words); }
  function make(name, words, kind) {
    var element = document.createElement(name);
    element.textContent = words;
    if (kind) { element.className = kind; }
    return element;
  }
  function button(words, kind, act) {
    var made = make("button", words, kind);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }
  function draftOf(form) {
    var name = form.getAttribute("data-draft");
    return name && told("workshop") + ":" + name;
  }
  function eachKept(act) {
    try {
      for (var at = localStorage.length - 1; at >= 0; at--) {
        var key = localStorage.key(at);
        if (key.indexOf(prefix) === 0 && key !== prefix + "codes") {
          act(key.slice(prefix.length), JSON.parse(localStorage.getItem(key)));
        }
      }
    } catch (e) { /* nothing is kept */ }
  }
  function forget() { /* what is older than a workshop can last for a phone */
    eachKept(function (key, kept) { if (!kept || !(kept.at > Date.now() - KEEP)) { set(key, null); } });
  }

  /* Drafts */
  function read(form) {
    var pairs = [];
    each(form.elements, function (field) {
      var is_choice = field.type === "radio" || field.type === "checkbox";
      if (field.name && field.type !== "submit" && field.type !== "button" && (!is_choice || field.checked)) {
        pairs.push([field.name, field.value]);
      }
    });
    return pairs;
  }
  function keep(form) {
    var draft = draftOf(form);
    if (draft) {
      dirty[draft] = true;
      set(draft, { at: Date.now(), pairs: read(form) });
    }
  }
  function fill(form, pairs) {
    each(form.elements, function (field) {
      var values = pairs.filter(function (pair) { return pair[0] === field.name; }).map(function (pair) { return pair[1]; });
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = values.indexOf(field.value) >= 0;
      } else if (field.name && values.length && field.name !== "token" && field.name !== "seen" && field.type !== "submit") {
        field.value = values[0];
      }
      var around = field.checked && field.parentNode.parentNode.parentNode;
      if (around && around.nodeName === "DETAILS") { around.open = true; }
    });
  }

  /* Sending */
  function say(form, words) {
    var status = find(".sending", form)[0];
    if (!status) {
      status = make("p", "", "sending strong");
      status.setAttribute("role", "status");
      form.appendChild(status);
    }
    status.textContent = words;
  }
  function warn(words) { /* what is said above of an earlier answer does not hold for this one yet */
    var note = find(".note.late")[0], earlier = find(".note.done,.given");
    if (!note && !earlier.length) { return; }
    each(earlier, function (said) { said.hidden = true; });
    if (!note) {
      note = make("p", "", "note late fault");
      note.setAttribute("role", "status");
      main.insertBefore(note, main.firstChild);
    }
    note.textContent = words;
  }
  function lock(form, is_locked) {
    each(form.elements, function (field) {
      if (field.nodeName === "BUTTON") { field.disabled = is_locked; }
      else if (field.nodeName === "TEXTAREA" || field.type === "text" || field.type === "number") { field.readOnly = is_locked; }
    });
  }
  function encode(pairs) {
    return pairs.map(function (pair) {
      return pair.map(function (part) {
        return encodeURIComponent(part.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1\ufffd").replace(/\r?\n/g, "\r\n"));
      }).join("=");
    }).join("&");
  }
  function submit(event) {
    var form = event.target, draft = draftOf(form);
    if (pending) { event.preventDefault(); return; }
    if (form.method !== "post" || form.querySelector("#code")) { return; }
    event.preventDefault();
    keep(form);
    var pairs = read(form);
    if (pressed && pressed.form === form && pressed.name) { pairs.push([pressed.name, pressed.value]); }
    pending = { at: Date.now(), action: form.action, body: encode(pairs), draft: draft };
    if (draft) { set(told("workshop") + ":pending", pending); }
    tries = 0;
    attempt();
  }
  function formOf(wanted) {
    return Array.prototype.slice.call(find("form")).filter(function (form) {
      return wanted.draft ? draftOf(form) === wanted.draft : form.action === wanted.action && form.contains(pressed);
    })[0];
  }
  function attempt() {
    clearTimeout(timer);
    var form = formOf(pending), sent = pending;
    if (form) { lock(form, true); say(form, told(tries ? "waiting" : "sending")); }
    ask("POST", sent.action, sent.body, function (status, text, address) {
      /* Who reloads meanwhile never sees this page: the next one sends it again, and gets the same receipt. */
      var is_leaving = sent.draft && Date.now() < leaving + LEAVES;
      var page = !is_leaving && status && status < 500 && status !== 429 && status !== 408 && parse(text);
      if (!page) {
        tries += 1;
        if (form) { say(form, told("waiting")); }
        warn(told("late"));
        timer = setTimeout(attempt, Math.min(30000, 1000 * Math.pow(2, tries)) * (0.75 + Math.random() / 2));
        return;
      }
      pending = null;
      set(told("workshop") + ":pending", null);
      if (status === 200 && sent.draft) { set(sent.draft, null); delete dirty[sent.draft]; }
      swap(page, status === 200 ? address : "", sent.draft);
    });
  }
  function ask(method, address, body, act) {
    var request = new XMLHttpRequest();
    request.open(method, address);
    request.timeout = 20000;
    if (body !== null) {
      request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
      request.setRequestHeader("Prefer", "return=representation");
    }
    request.onload = function () {
      act(request.status, request.responseText, request.getResponseHeader("Content-Location") || request.responseURL);
    };
    request.onerror = request.ontimeout = function () { act(0, "", ""); };
    request.send(body);
  }
  function parse(text) { /* one of our pages, not a hotspot's */
    var page = new DOMParser().parseFromString(text, "text/html");
    return page.querySelector("header .name") && page.querySelector("main") ? page : null;
  }
  function swap(page, address, back) {
    var fresh = document.importNode(page.querySelector("main"), true);
    main.parentNode.replaceChild(fresh, main);
    document.title = page.title;
    if (address) { try { history.replaceState(null, "", address); } catch (e) { /* the address stays */ } }
    setUp(fresh, back);
    var first = find("[data-focus],[autofocus]")[0];
    if (first) { first.focus(); first.scrollIntoView(false); }
  }

  /* Following the room */
  function isBusy() {
    var field = document.activeElement, typing = field && (field.nodeName === "TEXTAREA" || field.type === "text" || field.type === "number");
    var held = find("[data-code]").length || find(".warn").length;
    return pending || typing || held || Object.keys(dirty).length > 0;
  }
  function load() {
    ask("GET", told("here"), null, function (status, text) {
      var page = status && status !== 429 && status < 500 && parse(text);
      if (page) { swap(page, told("here")); }
    });
  }
  function offer() {
    if (find(".news").length) { return; }
    var box = make("div", "", "news");
    box.setAttribute("role", "status");
    box.appendChild(make("span", told("news")));
    box.appendChild(button(told("show"), "", load));
    main.appendChild(box);
  }
  function look() {
    clearTimeout(poll);
    if (!told("state")) { return; }
    var asked = told("version"), address = told("state");
    ask("GET", address + (address.indexOf("?") < 0 ? "?" : "&") + "v=" + encodeURIComponent(asked), null, function (status, text) {
      var said = {};
      try { said = JSON.parse(text); } catch (e) { /* somebody else answered */ }
      misses = status && status < 500 && status !== 429 ? 0 : misses + 1;
      if (told("version") === asked) {
        if (said.page === told("page") || (status === 200 && !said.page)) { main.setAttribute("data-version", said.version || asked); }
        else if (said.page || status === 403 || status === 404) { if (isBusy()) { offer(); } else { load(); } }
      }
      later();
    });
  }
  function later() {
    clearTimeout(poll);
    poll = setTimeout(look, (document.hidden ? 20000 : 3500) * (1 + Math.random() / 3) * Math.min(8, 1 + misses));
  }

  /* What a page is given when it is shown */
  function stepper(form) {
    var all = Number(form.getAttribute("data-dots")), fields = find("input[type=number]", form), hint = find(".hint", form)[0], words = hint.textContent;
    function count() {
      var left = all;
      each(fields, function (field) { left -= Number(field.value) || 0; });
      hint.textContent = words + " " + told("left").replace("{count}", left);
      each(find(".more", form), function (one) { one.disabled = left < 1; });
      return left;
    }
    hint.setAttribute("aria-live", "polite");
    hint.className += " left"; /* in sight while the list is scrolled */
    each(fields, function (field) {
      var label = find("label", field.parentNode)[0].textContent;
      function step(by) {
        return function () {
          var value = (Number(field.value) || 0) + by;
          if (value >= 0 && (by < 0 || count() > 0)) { field.value = value; keep(form); count(); }
        };
      }
      var less = button("\u2212", "quiet", step(-1)), more = button("+", "quiet more", step(1));
      less.setAttribute("aria-label", label + ": " + told("less"));
      more.setAttribute("aria-label", label + ": " + told("more"));
      field.parentNode.className += " stepped";
      field.parentNode.insertBefore(less, field);
      field.parentNode.appendChild(more);
      field.addEventListener("input", count);
    });
    count();
  }
  function receipts() {
    var codes = get("codes") || [];
    each(find("[data-code]"), function (shown) {
      var code = shown.getAttribute("data-code");
      if (codes.indexOf(code) < 0) { codes.push(code); set("codes", codes); }
      var copy = button(told("copy"), "quiet", function () {
        var range = document.createRange(), chosen = window.getSelection();
        range.selectNodeContents(shown);
        chosen.removeAllRanges();
        chosen.addRange(range);
        if (document.execCommand("copy")) { copy.textContent = told("copied"); }
      });
      shown.parentNode.insertBefore(copy, shown.nextSibling);
    });
    var place = find(".withdraw form")[0];
    if (codes.length && place) {
      place.appendChild(make("p", told("receipts") + ": " + codes.slice(-20).join(", "), "hint"));
    }
  }
  function setUp(fresh, back) {
    main = fresh;
    told = function (name) { return main.getAttribute("data-" + name) || ""; };
    if (!told("workshop")) { clearTimeout(poll); return; }
    var here = {};
    each(find("form"), function (form) {
      var draft = draftOf(form), kept = draft && get(draft);
      if (draft) { here[draft] = true; }
      if (kept && draft !== back) { fill(form, kept.pairs); dirty[draft] = true; }
      if (form.hasAttribute("data-dots")) { stepper(form); }
      form.addEventListener("input", function () { keep(form); });
      form.addEventListener("change", function () { keep(form); });
    });
    var others = {};
    each(find("[data-round]"), function (link) { others[link.getAttribute("data-round")] = link; });
    eachKept(function (key, kept) {
      var link = key.indexOf(told("workshop") + ":") === 0 && kept.pairs && others[key.split("-").pop()];
      if (link) { link.parentNode.appendChild(make("span", told("draft"), "hint")); }
    });
    Object.keys(dirty).forEach(function (draft) {
      if (here[draft]) { return; }
      delete dirty[draft];
      if (!others[draft.split("-").pop()]) { main.appendChild(make("p", told("kept"), "hint")); }
    });
    receipts();
    later();
  }

  document.addEventListener("submit", submit);
  document.addEventListener("click", function (event) { if (event.target.nodeName === "BUTTON") { pressed = event.target; } });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { wake(); } });
  window.addEventListener("online", wake);
  window.addEventListener("beforeunload", function () { leaving = Date.now(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { wake(); } });
  function wake() {
    if (pending) { tries = 0; attempt(); }
    misses = 0;
    look();
  }
  setUp(document.querySelector("main"));
  forget();
  pending = get(told("workshop") + ":pending") || null;
  if (pending) { attempt(); }
}());
