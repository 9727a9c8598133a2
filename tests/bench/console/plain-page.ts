/**
 * What the console is measured against: the same machines from the same hall, in as little as a page can be. It has no
 * framework, keeps no state, and draws all anew each second; the elements that are looked for are named as the console's.
 */
export const PLAIN_PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>plain</title>
<div class="legend"><button type="button">only what is not normal</button></div>
<input type="search" aria-label="search">
<main></main>
<script>
  const main = document.querySelector('main');
  const search = document.querySelector('input');
  const button = document.querySelector('button');
  let machines = [];
  const draw = () => {
    const wanted = search.value.toLowerCase();
    const isWorst = button.ariaPressed === 'true';
    main.innerHTML = machines
      .filter(({ kiosk, state }) => kiosk.toLowerCase().includes(wanted) && (!isWorst || state !== 'normal'))
      .map(({ kiosk, state }) => '<a class="chip" href="#' + kiosk + '">' + kiosk + ' ' + state + '</a> ')
      .join('');
  };
  const ask = async () => {
    machines = (await (await fetch('/api/fleet')).json()).machines;
    draw();
  };
  search.addEventListener('input', draw);
  search.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    search.value = '';
    draw();
  });
  button.addEventListener('click', () => {
    button.ariaPressed = String(button.ariaPressed !== 'true');
    draw();
  });
  setInterval(ask, 1000);
  ask();
</script>
</html>`;
