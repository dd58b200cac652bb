// Intake: files that are dropped go where chosen ones go; a job's steps are shown as they are taken.
//
// In:    `[data-drop]`, a form with a field of files; `[data-job]`, the address of a job's events, with `[data-progress]`,
//        `[data-numbers]` and `[data-item]` in it.
// Out:   the field filled; the bar moved, and the page loaded again when the job is over.

const drop = document.querySelector("[data-drop]");
if (drop) {
  const field = drop.querySelector("input[type=file]");
  const told = drop.querySelector("[data-dropped]");
  const mark = (event, on) => {
    event.preventDefault();
    drop.classList.toggle("over", on);
  };
  drop.addEventListener("dragover", (event) => mark(event, true));
  drop.addEventListener("dragleave", (event) => mark(event, false));
  drop.addEventListener("drop", (event) => {
    mark(event, false);
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
    show();
  });
  const show = () => (told.textContent = [...field.files].map((file) => file.name).join(", "));
  field.addEventListener("change", show);
}

const job = document.querySelector("[data-job]");
if (job) {
  const bar = job.querySelector("[data-progress]");
  const events = new EventSource(job.dataset.job);
  events.addEventListener("step", ({ data }) => {
    const { done, of, item } = JSON.parse(data);
    if (of) {
      bar.max = of;
      bar.value = done;
      job.querySelector("[data-numbers]").textContent = `${done} / ${of}`;
    }
    job.querySelector("[data-item]").textContent = item;
  });
  events.addEventListener("over", () => {
    events.close();
    location.reload();
  });
  // A connection that drops is taken up again by the browser; one that is refused is not, and the page says why.
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) location.reload();
  });
}
