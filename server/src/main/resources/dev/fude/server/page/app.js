// The page at work: a photograph becomes one ticket for each style that it is painted in. What is
// said aloud goes through one status region, on a change of place and at each quarter.

const $ = (id) => document.getElementById(id);
const UNREACHABLE = "The server cannot be reached. Check that it runs; your place is kept for half a minute.";
const POLL = 2000;
const MOST_BYTES = Number($("form").dataset.mostBytes);
const COPY = { side: 1600, quality: 0.8 }; // of the photograph, kept for after a reload

let photo = null; // the file that was chosen
let photoUrl = null;
let pixels = 0;
let tickets = []; // of this photograph: {id, style, picture}
let current = null; // the ticket that is shown
let news = null; // its stream of events
let poll = 0;
let seconds = 0; // left, counted down between two events
let countdown = 0;
let refusedUntil = 0;

document.documentElement.classList.add("js");

/** What is to be seen elsewhere on the page as well is only said aloud. */
function say(text, kind = "") {
  const status = $("status");
  status.className = `notice ${kind}`;
  if (status.textContent !== text) status.textContent = text;
}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error(UNREACHABLE);
  }
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  const error = new Error(problem.detail ?? `The server answered ${answer.status}.`);
  error.status = answer.status;
  error.retryAfter = problem.retry_after;
  throw error;
}

const about = (s) => (s < 1 ? "at once" : s === 1 ? "about a second" : `about ${s} seconds`);
const before = (n) => (n === 0 ? "Yours is next" : n === 1 ? "One picture before yours" : `${n} pictures before yours`);

// ---- choosing

async function choose(file) {
  if (!file) return;
  if (file.size > MOST_BYTES) {
    const megabytes = (file.size / (1 << 20)).toFixed(1);
    say(`${file.name} has ${megabytes} MB, and ${MOST_BYTES >> 20} MB are taken here at most; make it smaller.`, "problem");
    return;
  }
  say("");
  photo = file;
  tickets = [];
  URL.revokeObjectURL(photoUrl);
  photoUrl = URL.createObjectURL(file);
  pixels = await size(photoUrl);
  const preview = $("preview");
  preview.hidden = pixels === 0; // the browser cannot show it; the server will say what it is
  if (pixels > 0) preview.src = photoUrl;
  preview.alt = `The photograph ${file.name}`;
  $("choose-label").textContent = "Choose another";
  $("form").className = "has-photo";
  $("picture").required = false;
  $("result").hidden = true;
  if (!preview.hidden || file.type.startsWith("image/")) await look();
  else $("outlook").textContent = file.name;
}

/** Those who have no camera that opens by itself, as a phone does, take a photograph on the page. */
async function openCamera() {
  try {
    $("finder").srcObject = await navigator.mediaDevices.getUserMedia({
      video: { width: { ideal: 1920 }, height: { ideal: 1440 } },
    });
    $("booth").showModal();
  } catch {
    say("The camera cannot be used. Allow this page to use it, or choose a photograph.", "problem");
  }
}

async function shoot() {
  const finder = $("finder");
  if (finder.videoWidth === 0) return; // it sees nothing yet
  const canvas = drawn(finder, finder.videoWidth, finder.videoHeight, 1);
  const photo = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.95));
  $("booth").close();
  await choose(new File([photo], "camera.jpg", { type: photo.type }));
  $("paint").focus();
}

function drawn(source, width, height, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d").drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function size(url) {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return image.naturalWidth * image.naturalHeight;
  } catch {
    return 0;
  }
}

const style = () => document.querySelector("input[name=style]:checked").value;

/** What the queue holds in store, told before joining. */
async function look() {
  const outlook = $("outlook");
  try {
    const answer = await ask(`v1/queue?pixels=${pixels}&style=${encodeURIComponent(style())}`);
    const queue = await answer.json();
    if (queue.open) {
      if (refusedUntil) say("There is room now.", "aloud");
      refusedUntil = 0;
      const wait = queue.wait_seconds < 1 ? "No wait" : `${before(queue.ahead)}, ${about(queue.wait_seconds)}`;
      outlook.textContent = pixels ? `${wait}; then ${about(Math.round(queue.paint_seconds))} to paint.` : `${wait}.`;
    } else {
      refuse(queue.reason, queue.retry_after);
    }
  } catch (error) {
    outlook.textContent = "";
    say(error.message, "problem");
  }
  $("paint").disabled = Date.now() < refusedUntil;
}

function refuse(reason, retryAfter) {
  refusedUntil = Date.now() + 1000 * retryAfter;
  $("outlook").textContent = reason;
  say(reason, "aloud");
  $("paint").disabled = true;
  setTimeout(look, 1000 * retryAfter + 100);
}

// ---- painting

async function paint(wanted) {
  if (!photo) {
    say("Choose a photograph first.", "problem");
    $("picture").focus();
    return;
  }
  const form = new FormData();
  form.append("style", wanted);
  form.append("picture", photo);
  $("paint").disabled = true;
  say("Sending the photograph.");
  try {
    const answer = await ask("v1/pictures", { method: "POST", body: form });
    const ticket = await answer.json();
    tickets.push({ id: ticket.id, style: wanted, picture: null });
    remember();
    rememberPhoto();
    follow(ticket.id);
    show(ticket);
    $("work").focus({ preventScroll: true });
    $("work").scrollIntoView({ block: "nearest" });
  } catch (error) {
    if (error.retryAfter) refuse(error.message, error.retryAfter);
    say(error.message, "problem");
  }
  $("paint").disabled = Date.now() < refusedUntil;
}

/** The address names the ticket, so that loading the page anew, or in a second tab, keeps it. */
function remember() {
  sessionStorage.setItem("fude", JSON.stringify(tickets));
}

/**
 * A small copy for the slider, after a reload. It is this tab's and goes with it, and says nothing
 * of the place, as it holds nothing but pixels: the server lets a photograph go when it is painted.
 */
async function rememberPhoto() {
  const preview = $("preview");
  sessionStorage.removeItem("fude-photo");
  try {
    await preview.decode();
    const { naturalWidth: width, naturalHeight: height } = preview;
    const canvas = drawn(preview, width, height, Math.min(1, COPY.side / Math.max(width, height)));
    sessionStorage.setItem("fude-photo", canvas.toDataURL("image/jpeg", COPY.quality));
  } catch {
    // The browser cannot show it, or has no room for it: no slider after a reload.
  }
}

function follow(id) {
  stop();
  current = id;
  history.replaceState(null, "", `#${id}`);
  news = new EventSource(`v1/tickets/${id}/events`);
  for (const kind of ["waiting", "painting", "done", "failed", "cancelled"]) {
    news.addEventListener(kind, (event) => show(JSON.parse(event.data)));
  }
  news.onopen = () => $("status").classList.contains("problem") && say("");
  news.onerror = () => {
    if (news?.readyState === EventSource.CLOSED) poll = setTimeout(() => refresh(id), POLL);
    else setTimeout(unreachable, 2 * POLL); // a stream ends now and then, and is opened anew
  };
}

function unreachable() {
  if (news && news.readyState !== EventSource.OPEN) say(UNREACHABLE, "problem");
}

/** Where streams do not come through, the ticket is asked for from time to time. */
async function refresh(id) {
  try {
    const answer = await ask(`v1/tickets/${id}`);
    const ticket = await answer.json();
    show(ticket);
    if (!ticket.events) return;
  } catch (error) {
    say(error.message, "problem");
    if (error.status === 404) {
      stop();
      working(false);
      return;
    }
  }
  poll = setTimeout(() => refresh(id), POLL);
}

function stop() {
  news?.close();
  news = null;
  clearTimeout(poll);
  clearInterval(countdown);
  countdown = 0;
}

function working(is) {
  $("work").hidden = !is;
  $("form").classList.toggle("working", Boolean(is));
}

function show(ticket) {
  if (ticket.id !== current) return;
  working(ticket.events);
  if (ticket.status === "waiting") waiting(ticket);
  else if (ticket.status === "painting") painting(ticket);
  else {
    stop();
    if (ticket.status === "done") done(ticket);
    else ended(ticket);
  }
}

function waiting(ticket) {
  const place = before(ticket.ahead);
  const words = ticket.first ? place : `After your other picture: ${place.toLowerCase()}`;
  say(`${words}.`, "aloud");
  $("place").textContent = words;
  $("progress").removeAttribute("value");
  count(ticket.wait_seconds);
}

/** Seconds are counted down on the page; an event puts them right. */
function count(left) {
  seconds = left;
  const write = () => ($("seconds").textContent = seconds > 0 ? `${seconds} s` : "any moment");
  write();
  clearInterval(countdown);
  countdown = setInterval(() => {
    seconds = Math.max(0, seconds - 1);
    write();
  }, 1000);
}

function painting(ticket) {
  clearInterval(countdown);
  const percent = Math.round(100 * ticket.progress);
  const quarter = Math.floor(percent / 25) * 25;
  say(quarter ? `Being painted, ${quarter} %.` : "Being painted.", "aloud");
  $("place").textContent = "Being painted";
  $("seconds").textContent = `${percent} %`;
  $("progress").value = percent;
}

function ended(ticket) {
  say(ticket.reason, ticket.status === "failed" ? "problem" : "");
  tickets = tickets.filter((one) => one.id !== ticket.id);
  history.replaceState(null, "", location.pathname);
  $("paint").focus();
}

// ---- the result

function done(ticket) {
  const known = tickets.find((one) => one.id === ticket.id);
  if (known) known.picture = ticket.picture;
  else tickets.push({ id: ticket.id, style: ticket.style, picture: ticket.picture });
  remember();
  say(`Painted in the style ${ticket.style}.`, "aloud");
  reveal(tickets.find((one) => one.id === ticket.id));
  $("result-title").focus();
}

function reveal(ticket) {
  const after = $("after");
  after.src = `v1/tickets/${ticket.id}/picture`;
  after.alt = `Your photograph, painted in the style ${ticket.style}`;
  const both = photoUrl !== null && pixels > 0;
  $("sides").hidden = !both;
  $("before").hidden = !both;
  if (both) $("before").src = photoUrl;
  $("compare").classList.toggle("single", !both);
  $("result-title").textContent = `Your picture, in ${ticket.style}`;
  $("download").href = after.src;
  $("result").hidden = false;
  $("form").classList.add("painted");
  split();
  again();
  gallery(ticket);
}

function split() {
  const value = Number($("split").value);
  $("compare").style.setProperty("--split", `${value}%`);
  $("split").setAttribute("aria-valuetext", `${100 - value} % painting`);
}

/** The styles that this photograph was not painted in yet. */
function again() {
  const styles = [...document.querySelectorAll("input[name=style]")].map((input) => input.value);
  const rest = styles.filter((name) => !tickets.some((ticket) => ticket.style === name));
  $("again").hidden = !photo || rest.length === 0;
  $("again-styles").replaceChildren(
    ...rest.map((name) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.onclick = () => paint(name);
      return button;
    }),
  );
}

function gallery(shown) {
  const painted = tickets.filter((ticket) => ticket.picture);
  $("gallery").hidden = painted.length < 2;
  $("gallery").replaceChildren(
    ...painted.map((ticket) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      const image = document.createElement("img");
      image.src = `v1/tickets/${ticket.id}/picture`;
      image.alt = "";
      button.type = "button";
      if (ticket === shown) button.setAttribute("aria-current", "true");
      button.append(image, ticket.style);
      button.onclick = () => reveal(ticket);
      item.append(button);
      return item;
    }),
  );
  $("share").hidden = !navigator.canShare;
}

/** All styles of this photograph at once, where the device can share pictures. */
async function share() {
  const files = await Promise.all(
    tickets
      .filter((ticket) => ticket.picture)
      .map(async (ticket) => {
        const blob = await (await ask(`v1/tickets/${ticket.id}/picture`)).blob();
        return new File([blob], `fude-${ticket.style}.${blob.type.split("/")[1]}`, { type: blob.type });
      }),
  );
  if (navigator.canShare({ files })) await navigator.share({ files }).catch(() => {});
  else say("This device shares no pictures; download them instead.");
}

// ---- what people do

$("picture").addEventListener("change", (event) => choose(event.target.files[0]));
$("camera").addEventListener("change", (event) => choose(event.target.files[0]));
$("take").hidden = !navigator.mediaDevices?.getUserMedia; // not there where pages come without TLS
$("take").addEventListener("click", openCamera);
$("shoot").addEventListener("click", shoot);
$("leave").addEventListener("click", () => $("booth").close());
$("booth").addEventListener("close", () => {
  $("finder").srcObject.getTracks().forEach((track) => track.stop());
  $("finder").srcObject = null;
});
document.querySelectorAll("input[name=style]").forEach((input) => input.addEventListener("change", () => photo && look()));
$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  paint(style());
});
$("cancel").addEventListener("click", async () => {
  try {
    await ask(`v1/tickets/${current}`, { method: "DELETE" });
  } catch (error) {
    say(error.message, "problem");
  }
});
$("split").addEventListener("input", split);
$("share").addEventListener("click", () => share().catch((error) => say(error.message, "problem")));
addEventListener("paste", (event) => {
  const file = [...event.clipboardData.files].find((one) => one.type.startsWith("image/"));
  if (file) choose(file);
});
for (const kind of ["dragenter", "dragover"]) {
  addEventListener(kind, (event) => {
    event.preventDefault();
    $("drop").classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) {
  addEventListener(kind, (event) => {
    event.preventDefault();
    $("drop").classList.remove("over");
    if (kind === "drop") choose(event.dataTransfer.files[0]);
  });
}

const kept = location.hash.slice(1);
if (/^[0-9a-f]{32}$/.test(kept)) {
  const stored = JSON.parse(sessionStorage.getItem("fude") ?? "[]");
  if (stored.some((ticket) => ticket.id === kept)) {
    tickets = stored;
    photoUrl = sessionStorage.getItem("fude-photo") || null;
    pixels = photoUrl ? 1 : 0; // it can be shown; how many it had does not matter any more
  }
  current = kept;
  ask(`v1/tickets/${kept}`)
    .then((answer) => answer.json())
    .then((ticket) => {
      if (ticket.events) follow(kept);
      show(ticket);
    })
    .catch((error) => say(error.message, "problem"));
}
