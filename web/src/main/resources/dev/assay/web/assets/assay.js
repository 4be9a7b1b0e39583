// The pages work without this. While a release is being vetted, its progress is fetched again every
// two seconds, and the page is loaded anew once there is something else to see.
const progress = document.querySelector('[data-progress]');
if (progress) {
    const look = async () => {
        try {
            const answer = await fetch(progress.dataset.progress, {headers: {'X-Progress': 'yes'}});
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
