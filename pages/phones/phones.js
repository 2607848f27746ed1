/*
 * Optional: keeps what is typed on the phone, sends it until it arrives, and follows the room. ES5, for old
 * phones; one file, as each takes a weak network a round trip. The types of Phone are in types.d.ts.
 */
(function () {
  "use strict";

  var KEEP = 3 * 24 * 3600 * 1000;
  var LEAVES = 3000;
  var PATIENCE = 20000;
  var MOST_CODES = 20;
  var PREFIX = "mangomoment:";

  /** @type {Phone.Memory} */
  var memory = {};
  /** @type {HTMLElement} */
  var main;
  /** @type {Phone.Pending | null} */
  var pending = null;
  /** @type {XMLHttpRequest | null} */
  var running = null;
  var begun = 0;
  var timer = 0;
  var tries = 0;
  var poll = 0;
  var misses = 0;
  /** @type {Phone.Names} */
  var dirty = {};
  /** @type {HTMLButtonElement | null} */
  var pressed = null;
  var leaving = -LEAVES;

  /**
   * @param {string} key
   * @returns {any}
   */
  function get(key) {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key) || "null") || memory[key];
    } catch (_) {
      return memory[key];
    }
  }

  /** @type {Phone.Keep} */
  function set(key, value) {
    memory[key] = value;
    try {
      if (value) localStorage.setItem(PREFIX + key, JSON.stringify(value));
      else localStorage.removeItem(PREFIX + key);
    } catch (_) {
      /* private browsing: kept in memory */
    }
  }

  /**
   * @template Item
   * @param {ArrayLike<Item>} items
   * @param {Phone.Act<Item>} act
   */
  function each(items, act) {
    Array.prototype.slice.call(items).forEach(act);
  }

  /** @type {Phone.Find} */
  function find(selector, root) {
    return /** @type {NodeListOf<HTMLInputElement>} */ ((root || main).querySelectorAll(selector));
  }

  function listForms() {
    return /** @type {HTMLFormElement[]} */ (Array.prototype.slice.call(find("form")));
  }

  /** @param {HTMLFormElement} form */
  function listFields(form) {
    return /** @type {HTMLInputElement[]} */ (Array.prototype.slice.call(form.elements));
  }

  /** @param {HTMLInputElement} field */
  function isChoice(field) {
    return field.type === "radio" || field.type === "checkbox";
  }

  /** @param {HTMLInputElement} field */
  function isTyped(field) {
    return field.nodeName === "TEXTAREA" || field.type === "text" || field.type === "number";
  }

  /** @param {string} name */
  function data(name) {
    return main.getAttribute("data-" + name) || "";
  }

  /** @type {Phone.Make} */
  function make(name, text, kind) {
    var element = document.createElement(name);
    element.textContent = text;
    if (kind) element.className = kind;
    return element;
  }

  /** @param {string} kind */
  function makeStatus(kind) {
    var status = make("p", "", kind);
    status.setAttribute("role", "status");
    return status;
  }

  /** @type {Phone.MakeButton} */
  function makeButton(text, kind, act) {
    var button = /** @type {HTMLButtonElement} */ (make("button", text, kind));
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  /** @param {HTMLFormElement} form */
  function nameDraft(form) {
    var name = form.getAttribute("data-draft");
    return name ? data("workshop") + ":" + name : "";
  }

  /** @param {Phone.EachKept} act */
  function eachKept(act) {
    var at, key;
    try {
      for (at = localStorage.length - 1; at >= 0; at--) {
        key = localStorage.key(at) || "";
        if (key.indexOf(PREFIX) === 0 && key !== PREFIX + "codes") {
          act(key.slice(PREFIX.length), JSON.parse(localStorage.getItem(key) || "null"));
        }
      }
    } catch (_) {
      /* nothing is kept */
    }
  }

  /* What is older than a workshop can last for a phone. */
  function forget() {
    eachKept(function (key, kept) {
      if (!kept || !(kept.at > Date.now() - KEEP)) set(key, null);
    });
  }

  /* Drafts */

  /** @param {HTMLFormElement} form */
  function read(form) {
    /** @type {[string, string][]} */
    var pairs = [];
    each(listFields(form), function (field) {
      var isButton = field.type === "submit" || field.type === "button";
      if (field.name && !isButton && (!isChoice(field) || field.checked)) {
        pairs.push([field.name, field.value]);
      }
    });
    return pairs;
  }

  /** @param {HTMLFormElement} form */
  function keep(form) {
    var draft = nameDraft(form);
    if (!draft) return;
    dirty[draft] = true;
    set(draft, { at: Date.now(), pairs: read(form) });
  }

  /** @type {Phone.Fill} */
  function fill(form, pairs) {
    each(listFields(form), function (field) {
      var values = pairs
        .filter(function (pair) {
          return pair[0] === field.name;
        })
        .map(function (pair) {
          return pair[1];
        });
      var isOwn = field.name !== "token" && field.name !== "seen" && field.type !== "submit";
      if (isChoice(field)) field.checked = values.indexOf(field.value) >= 0;
      else if (field.name && values.length && isOwn) field.value = values[0];
      var around = field.checked && field.closest("details");
      if (around) around.open = true;
    });
  }

  /* Sending */

  /** @type {Phone.Say} */
  function say(form, text) {
    var status = find(".sending", form)[0] || form.appendChild(makeStatus("sending strong"));
    status.textContent = text;
  }

  /**
   * What is said above of an earlier answer does not hold for this one yet.
   * @param {string} text
   */
  function warn(text) {
    /** @type {HTMLElement} */
    var note = find(".note.late")[0];
    var earlier = find(".note.done,.given");
    if (!note && !earlier.length) return;
    each(earlier, function (shown) {
      shown.hidden = true;
    });
    if (!note) note = main.insertBefore(makeStatus("note late fault"), main.firstChild);
    note.textContent = text;
  }

  /** @param {HTMLFormElement} form */
  function lock(form) {
    each(listFields(form), function (field) {
      if (field.nodeName === "BUTTON") field.disabled = true;
      else if (isTyped(field)) field.readOnly = true;
    });
  }

  /** @param {[string, string][]} pairs */
  function encode(pairs) {
    /* Half of a sign cannot be encoded. */
    var half = /[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g;
    return pairs
      .map(function (pair) {
        return pair
          .map(function (part) {
            return encodeURIComponent(part.replace(half, "$1\ufffd").replace(/\r?\n/g, "\r\n"));
          })
          .join("=");
      })
      .join("&");
  }

  /** @param {SubmitEvent} event */
  function submit(event) {
    var form = /** @type {HTMLFormElement} */ (event.target);
    if (pending) return event.preventDefault();
    if (form.method !== "post" || form.querySelector("#code")) return;
    event.preventDefault();
    keep(form);
    var pairs = read(form);
    if (pressed && pressed.form === form && pressed.name) pairs.push([pressed.name, pressed.value]);
    pending = { at: Date.now(), action: form.action, body: encode(pairs), draft: nameDraft(form) };
    if (pending.draft) set(data("workshop") + ":pending", pending);
    tries = 0;
    attempt(pending);
  }

  /** @param {Phone.Pending} sent */
  function findForm(sent) {
    return listForms().filter(function (form) {
      if (sent.draft) return nameDraft(form) === sent.draft;
      return form.action === sent.action && form.contains(pressed);
    })[0];
  }

  /* Not all phones at once. */
  function wait() {
    return Math.min(30000, 1000 * Math.pow(2, tries)) * (0.75 + Math.random() / 2);
  }

  /** @param {Phone.Pending} sent */
  function attempt(sent) {
    clearTimeout(timer);
    if (running) {
      if (Date.now() < begun + PATIENCE) return;
      running.abort(); /* the phone slept over it */
    }
    var form = findForm(sent);
    if (form) {
      lock(form);
      say(form, data(tries ? "waiting" : "sending"));
    }
    begun = Date.now();
    running = ask("POST", sent.action, sent.body, function (status, text, address) {
      running = null;
      /* Who reloads meanwhile never sees this page: the next one sends it again, and gets the same
         receipt. */
      var isLeaving = sent.draft && Date.now() < leaving + LEAVES;
      var isHeard = status && status < 500 && status !== 429 && status !== 408;
      var page = isHeard && !isLeaving ? parse(text) : null;
      if (!page) {
        tries += 1;
        if (form) say(form, data("waiting"));
        warn(data("late"));
        timer = setTimeout(attempt, wait(), sent);
        return;
      }
      pending = null;
      set(data("workshop") + ":pending", null);
      if (status === 200 && sent.draft) {
        set(sent.draft, null);
        delete dirty[sent.draft];
      }
      swap(page, status === 200 ? address : "", sent.draft);
    });
  }

  /** @type {Phone.Ask} */
  function ask(method, address, body, act) {
    var request = new XMLHttpRequest();
    request.open(method, address);
    request.timeout = PATIENCE;
    if (body !== null) {
      request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
      request.setRequestHeader("Prefer", "return=representation");
    }
    request.onload = function () {
      var found = request.getResponseHeader("Content-Location") || request.responseURL;
      act(request.status, request.responseText, found);
    };
    request.onerror = request.ontimeout = function () {
      act(0, "", "");
    };
    request.send(body);
    return request;
  }

  /** @param {string} text */
  function parse(text) {
    /* One of our pages, not a hotspot's. */
    var page = new DOMParser().parseFromString(text, "text/html");
    return page.querySelector("header .name") && page.querySelector("main") ? page : null;
  }

  /** @type {Phone.Swap} */
  function swap(page, address, back) {
    var fresh = document.importNode(/** @type {HTMLElement} */ (page.querySelector("main")), true);
    main.replaceWith(fresh);
    document.title = page.title;
    if (address) {
      try {
        history.replaceState(null, "", address);
      } catch (_) {
        /* the address stays */
      }
    }
    setUp(fresh, back);
    var first = find("[data-focus],[autofocus]")[0];
    if (first) {
      first.focus();
      first.scrollIntoView(false);
    }
  }

  /* Following the room */

  function isBusy() {
    var field = /** @type {HTMLInputElement | null} */ (document.activeElement);
    var isHeld = find("[data-code]").length > 0 || find(".warn").length > 0;
    return Boolean(pending) || (field && isTyped(field)) || isHeld || Object.keys(dirty).length > 0;
  }

  /** @param {boolean} isAsked if not, who began to type meanwhile is not disturbed */
  function load(isAsked) {
    ask("GET", data("here"), null, function (status, text) {
      var page = status && status !== 429 && status < 500 ? parse(text) : null;
      if (page && !isAsked && isBusy()) offer();
      else if (page) swap(page, data("here"));
    });
  }

  function offer() {
    if (find(".news").length) return;
    var box = makeStatus("news");
    box.appendChild(make("span", data("news")));
    box.appendChild(makeButton(data("show"), "", load.bind(null, true)));
    main.appendChild(box);
  }

  function look() {
    clearTimeout(poll);
    if (!data("state")) return;
    var version = data("version");
    var address = data("state");
    var query = (address.indexOf("?") < 0 ? "?" : "&") + "v=" + encodeURIComponent(version);
    ask("GET", address + query, null, function (status, text) {
      misses = status && status < 500 && status !== 429 ? 0 : misses + 1;
      /** @type {Partial<Phone.RoomNews>} */
      var news = {};
      try {
        news = JSON.parse(text) || news;
      } catch (_) {
        /* somebody else answered */
      }
      if (data("version") === version) compare(status, news);
      later();
    });
  }

  /** @type {Phone.Compare} */
  function compare(status, news) {
    if (news.page ? news.page === data("page") : status === 200) {
      main.setAttribute("data-version", news.version || data("version"));
    } else if (news.page || status === 403 || status === 404) {
      if (isBusy()) offer();
      else load(false);
    }
  }

  function later() {
    clearTimeout(poll);
    var pause = (document.hidden ? 20000 : 3500) * (1 + Math.random() / 3);
    poll = setTimeout(look, pause * Math.min(8, 1 + misses));
  }

  /* What a page is given when it is shown */

  /** @param {HTMLFormElement} form */
  function addSteps(form) {
    var all = Number(form.getAttribute("data-dots"));
    var fields = find("input[type=number]", form);
    var hint = find(".hint", form)[0];
    var text = hint.textContent;
    function count() {
      var left = all;
      each(fields, function (field) {
        left -= Number(field.value) || 0;
      });
      hint.textContent = text + " " + data("left").replace("{count}", String(left));
      each(find(".more", form), function (more) {
        more.disabled = left < 1;
      });
      return left;
    }
    hint.setAttribute("aria-live", "polite");
    hint.className += " left"; /* in sight while the list is scrolled */
    each(fields, function (field) {
      var place = /** @type {HTMLElement} */ (field.parentNode);
      var label = find("label", place)[0].textContent;
      /** @param {number} by */
      function step(by) {
        var value = (Number(field.value) || 0) + by;
        if (value < 0 || (by > 0 && count() < 1)) return;
        field.value = String(value);
        keep(form);
        count();
      }
      var less = makeButton("\u2212", "quiet", step.bind(null, -1));
      var more = makeButton("+", "quiet more", step.bind(null, 1));
      less.setAttribute("aria-label", label + data("colon") + data("less"));
      more.setAttribute("aria-label", label + data("colon") + data("more"));
      place.className += " stepped";
      place.insertBefore(less, field);
      place.appendChild(more);
      field.addEventListener("input", count);
    });
    count();
  }

  /** @param {HTMLElement} shown */
  function addCopy(shown) {
    var copy = makeButton(data("copy"), "quiet", function () {
      var chosen = window.getSelection();
      if (!chosen) return;
      var range = document.createRange();
      range.selectNodeContents(shown);
      chosen.removeAllRanges();
      chosen.addRange(range);
      if (document.execCommand("copy")) copy.textContent = data("copied");
    });
    shown.insertAdjacentElement("afterend", copy);
  }

  function showReceipts() {
    /** @type {string[]} */
    var codes = get("codes") || [];
    each(find("[data-code]"), function (shown) {
      var code = shown.getAttribute("data-code") || "";
      if (codes.indexOf(code) < 0) {
        codes = codes.concat(code).slice(-MOST_CODES);
        set("codes", codes);
      }
      addCopy(shown);
    });
    var place = find(".withdraw form")[0];
    if (codes.length && place) {
      place.appendChild(make("p", data("receipts") + data("colon") + codes.join(", "), "hint"));
    }
  }

  function showDrafts() {
    /** @type {Phone.Names} */
    var here = {};
    each(listForms(), function (form) {
      here[nameDraft(form)] = true;
    });
    /** @type {Object<string, HTMLElement>} */
    var others = {};
    each(find("[data-round]"), function (link) {
      others[link.getAttribute("data-round") || ""] = link;
    });
    /** @param {string} draft */
    function findOther(draft) {
      return others[draft.split("-").pop() || ""];
    }
    eachKept(function (key, kept) {
      var link = findOther(key);
      var isDraft = key.indexOf(data("workshop") + ":") === 0 && kept && kept.pairs;
      var item = link && link.parentNode;
      if (item && isDraft) item.appendChild(make("span", data("draft"), "hint"));
    });
    Object.keys(dirty).forEach(function (draft) {
      if (here[draft]) return;
      delete dirty[draft];
      if (!findOther(draft)) main.appendChild(make("p", data("kept"), "hint"));
    });
  }

  /** @type {Phone.SetUp} */
  function setUp(fresh, back) {
    main = fresh;
    if (!data("workshop")) {
      clearTimeout(poll);
      return;
    }
    each(listForms(), function (form) {
      var draft = nameDraft(form);
      var kept = draft && get(draft);
      if (kept && draft !== back) {
        fill(form, kept.pairs);
        dirty[draft] = true;
      }
      if (form.hasAttribute("data-dots")) addSteps(form);
      form.addEventListener("input", keep.bind(null, form));
      form.addEventListener("change", keep.bind(null, form));
    });
    showDrafts();
    showReceipts();
    later();
  }

  function wake() {
    if (pending) {
      tries = 0;
      attempt(pending);
    }
    misses = 0;
    look();
  }

  /* The page has this script as long as it is there: what it listens to ends with it. */
  document.addEventListener("submit", submit);
  document.addEventListener("click", function (event) {
    var target = /** @type {HTMLElement} */ (event.target);
    if (target.nodeName === "BUTTON") pressed = /** @type {HTMLButtonElement} */ (target);
  });
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) wake();
  });
  window.addEventListener("online", wake);
  window.addEventListener("beforeunload", function () {
    leaving = Date.now();
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) wake();
  });
  setUp(/** @type {HTMLElement} */ (document.querySelector("main")));
  forget();
  pending = get(data("workshop") + ":pending") || null;
  if (pending) attempt(pending);
})();
