// Shows what was saved: the document in the frame anew, and the findings beside it. Without this script, pages are loaded anew by hand.
const frame = document.querySelector("iframe");
const findings = document.querySelector("#findings");
const gone = document.querySelector(".gone");
const { file } = document.body.dataset;
let latest = 0;

if (window === window.top) {
  const changes = new EventSource("/changes");
  changes.onmessage = ({ data }) => show(JSON.parse(data));
  changes.onopen = () => {
    // The preview was away, and is back: nobody knows what was saved meanwhile.
    if (gone && !gone.hidden) location.reload();
  };
  changes.onerror = () => {
    if (gone) gone.hidden = false;
  };
}

async function show({ number, unread }) {
  if (!frame) return location.reload();
  latest = number;
  // A file that cannot be read just now, half-way through a thought, leaves the page as it was.
  if (!unread.includes(file) && !unread.includes("opsamling.yaml")) frame.contentWindow.location.reload();
  const answer = await fetch(findings.dataset.from);
  const text = await answer.text();
  if (number !== latest) return;
  if (answer.ok) findings.innerHTML = text;
  else location.reload();
}
