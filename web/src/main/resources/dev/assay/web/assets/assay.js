// The pages work without this. While a release is being vetted, its progress is fetched again every
// two seconds, and the page is loaded anew once there is something else to see.
const progress = document.querySelector('[data-progress]');
if (progress) {
    const look = async () => {
        try {
            const answer = await fetch(progress.dataset.progress || location.href, {headers: {'X-Progress': 'yes'}});
            if (answer.redirected || answer.status === 204 || !answer.ok) {
                location.reload();
                return;
            }
            progress.innerHTML = await answer.text();
        } catch (offline) {
            // The service may be restarting; the next look tells.
        }
        setTimeout(look, 2000);
    };
    setTimeout(look, 2000);
}

// What is typed into a request is saved a moment after the last key, as the button "Save" does.
const asking = document.querySelector('[data-draft]');
if (asking) {
    const saved = document.getElementById('saved');
    const text = document.getElementById('progress-text');
    const bar = document.getElementById('progress-bar');
    let waiting = 0;
    let last = '';
    let busy = false;
    const show = state => {
        asking.elements.draft.value = state.draft;
        history.replaceState(null, '', '/request?draft=' + state.draft);
        text.textContent = state.progress;
        bar.max = state.needed;
        bar.value = state.answered;
        for (const question of asking.querySelectorAll('[data-question]')) {
            const note = question.querySelector('.optional');
            if (note) {
                note.hidden = !state.optional.includes(question.dataset.question);
            }
        }
        saved.textContent = 'Saved ' + new Date().toLocaleTimeString();
    };
    const save = async () => {
        const body = new URLSearchParams(new FormData(asking));
        if (busy) {
            waiting = setTimeout(save, 500);
            return;
        }
        if (body.toString() === last) {
            return;
        }
        busy = true;
        try {
            const answer = await fetch(asking.dataset.draft, {method: 'POST', body});
            if (answer.ok && !answer.redirected) {
                last = body.toString();
                show(await answer.json());
            } else {
                saved.textContent = 'Not saved: press Save to see why';
            }
        } catch (offline) {
            saved.textContent = 'Not saved: the service does not answer; trying again';
            waiting = setTimeout(save, 5000);
        }
        busy = false;
    };
    asking.addEventListener('input', () => {
        clearTimeout(waiting);
        waiting = setTimeout(save, 800);
    });
    asking.addEventListener('submit', () => clearTimeout(waiting));
    const problems = document.getElementById('problems');
    if (problems) {
        problems.focus();
    }
}

// Code that did not come with the page is loaded shortly before it is looked at.
const later = document.querySelectorAll('[data-load]');
if (later.length > 0) {
    const load = async place => {
        try {
            const answer = await fetch(place.dataset.load, {headers: {'X-Progress': 'yes'}});
            if (answer.ok && !answer.redirected) {
                place.outerHTML = await answer.text();
            }
        } catch (offline) {
            // The link is still there.
        }
    };
    const near = new IntersectionObserver(seen => seen.filter(each => each.isIntersecting).forEach(each => {
        near.unobserve(each.target);
        load(each.target);
    }), {rootMargin: '800px'});
    later.forEach(place => near.observe(place));
}

// A click on a line's number opens the comment of its function with that line.
document.addEventListener('click', event => {
    const number = event.target.closest('.function td.n');
    const form = number?.closest('.function').querySelector('.write');
    const shown = number?.parentElement.querySelectorAll('td.n');
    const line = shown && shown[shown.length - 1].textContent.trim();
    if (form && line) {
        form.open = true;
        form.querySelector('[name=line]').value = line;
        form.querySelector('textarea').focus();
    }
});

// j and k go to the next and the previous finding or function.
document.addEventListener('keydown', event => {
    if ((event.key !== 'j' && event.key !== 'k') || event.ctrlKey || event.metaKey || event.altKey
            || event.target.closest('input, textarea, select')) {
        return;
    }
    const stops = [...document.querySelectorAll('.finding, .function')].filter(each => each.checkVisibility());
    if (stops.length === 0) {
        return;
    }
    const current = stops.indexOf(document.activeElement.closest('.finding, .function'));
    const near = stops.findIndex(each => each.getBoundingClientRect().top > 8);
    const next = current >= 0 ? current + (event.key === 'j' ? 1 : -1)
        : event.key === 'j' ? near : near - 1;
    const stop = stops[Math.min(Math.max(next, 0), stops.length - 1)];
    stop.focus({preventScroll: true});
    stop.scrollIntoView({block: 'start'});
});

// What is chosen in a filter counts at once; without this, its button sends it.
document.addEventListener('change', event => {
    if (event.target.matches('[data-submits]')) {
        event.target.form.requestSubmit();
    }
});

// Where there is room, the values to narrow a list by stand open.
const narrowing = document.querySelector('[data-wide-open]');
if (narrowing && matchMedia('(min-width: 75rem)').matches) {
    narrowing.open = true;
}

// A closure is searched while one types; its address is the one that the button leads to.
const finding = document.querySelector('[data-finds]');
if (finding) {
    const found = document.getElementById('closure-found');
    let waiting = 0;
    let asked = 0;
    const find = async () => {
        const query = new URLSearchParams(new FormData(finding));
        const mine = ++asked;
        try {
            const answer = await fetch(finding.dataset.finds + '?' + query, {headers: {'X-Progress': 'yes'}});
            if (answer.ok && !answer.redirected && mine === asked) {
                found.innerHTML = await answer.text();
                history.replaceState(null, '', location.pathname + '?' + query + '#closure');
            }
        } catch (offline) {
            // The button still works.
        }
    };
    finding.elements.find.addEventListener('input', () => {
        clearTimeout(waiting);
        waiting = setTimeout(find, 200);
    });
}
