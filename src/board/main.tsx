import { render } from 'preact';
import { RouterProvider } from './ui/router.js';
import { Shell } from './app/shell.js';
import { TokenGate } from './app/token-gate.js';

const board = document.getElementById('board');
if (board) {
  render(
    <RouterProvider>
      <TokenGate>
        <Shell />
      </TokenGate>
    </RouterProvider>,
    board,
  );
}
