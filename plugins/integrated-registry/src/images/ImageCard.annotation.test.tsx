import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anImageCardApi, renderCard } from './__testUtils__';
import { FIRST_IMAGES, MORE_IMAGES } from './ImageCard';

const images = (count: number) =>
  Array.from({ length: count }, (_, at) => `r.example/team/app-${at}:1`);

/** The browser's, as far as a test has it look at what is in view. */
function watchViews() {
  const watched = new Map<Element, (entries: object[]) => void>();
  class FakeObserver {
    constructor(readonly tell: (entries: object[]) => void) {}
    observe(element: Element) {
      watched.set(element, this.tell);
    }
    disconnect() {}
  }
  Object.assign(global, { IntersectionObserver: FakeObserver });
  return {
    bringIntoView(element: Element) {
      act(() => watched.get(element)?.([{ isIntersecting: true }]));
    },
    stop() {
      delete (global as { IntersectionObserver?: unknown })
        .IntersectionObserver;
    },
  };
}

describe('a component with very many images', () => {
  it('shows the first ones, their number, and more on demand', async () => {
    const api = anImageCardApi();
    renderCard(api, { image: images(3_000).join(' ') });
    expect(await screen.findByText('10 of 3,000 images')).toBeInTheDocument();
    expect(screen.getAllByText(/^r\.example/)).toHaveLength(FIRST_IMAGES);
    expect(api.parseImage).toHaveBeenCalledTimes(FIRST_IMAGES);

    await userEvent.click(screen.getByRole('button', { name: 'Show 50 more' }));
    expect(await screen.findByText('60 of 3,000 images')).toBeInTheDocument();
    expect(screen.getAllByText(/^r\.example/)).toHaveLength(
      FIRST_IMAGES + MORE_IMAGES,
    );
  });

  it('shows the last ones, and then offers no more', async () => {
    renderCard(anImageCardApi(), { image: images(12).join(',') });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show 2 more' }),
    );
    expect(await screen.findByText('12 of 12 images')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Show/ })).toBeNull();
  });

  it('marks what is invisible in a reference that cannot be used', async () => {
    renderCard(anImageCardApi(), { image: 'r.example/\u202Eppa:1' });
    const shown = await screen.findAllByText(text =>
      text.includes('‹U+202E›ppa'),
    );
    expect(new Set(shown.map(({ tagName }) => tagName))).toEqual(
      new Set(['BDI']),
    );
    expect(document.body.textContent).not.toMatch(/\u202E/);
  });

  it('looks an image up when it comes into view', async () => {
    const views = watchViews();
    try {
      const api = anImageCardApi();
      renderCard(api, { image: images(3).join(' ') });
      const last = await screen.findByRole('region', {
        name: 'r.example/team/app-2:1',
      });
      expect(api.parseImage).not.toHaveBeenCalled();
      views.bringIntoView(last);
      expect(await within(last).findByText('Platforms')).toBeInTheDocument();
      expect(
        api.parseImage.mock.calls.map(([{ reference }]) => reference),
      ).toEqual(['r.example/team/app-2:1']);
    } finally {
      views.stop();
    }
  });
});

describe('an annotation that is no image reference', () => {
  it.each([
    'http://user:hunter2@r.example/team/app:1',
    'user:hunter2@r.example/team/app:1',
    'https://user:hunt,er2@r.example/team/app:1',
    'https://user:hunt er2@r.example/team/app:1',
    'https://hunter2@r.example/team/app:1 r.example/b:1',
  ])('neither shows nor sends the password in %s', async image => {
    const api = anImageCardApi();
    renderCard(api, { image });
    const wrong = within(
      await screen.findByRole('region', {
        name: '…@r.example/team/app:1',
      }),
    );
    expect(
      wrong.getByText(/An image reference has no user name or password/),
    ).toBeInTheDocument();
    expect(
      wrong.getByText(
        /annotation integrated-registry.io\/image. The owner of the component has to change the password/,
      ),
    ).toBeInTheDocument();
    expect(document.body.innerHTML).not.toMatch(/hunt|er2/);
    expect(JSON.stringify(api.parseImage.mock.calls)).not.toMatch(/hunt|er2/);
  });

  it('says what is wrong with it, and asks about the others', async () => {
    const api = anImageCardApi();
    renderCard(api, {
      image: 'https://r.example/a:1?token=hunter2, r.example/team/app:1',
    });
    const wrong = within(
      await screen.findByRole('region', { name: 'https://r.example/a:1?…' }),
    );
    expect(
      wrong.getByText(/An image reference has no protocol/),
    ).toBeInTheDocument();
    expect(
      wrong.getByText(/has to correct the annotation/),
    ).toBeInTheDocument();
    expect(await screen.findByText('Platforms')).toBeInTheDocument();
    expect(
      api.parseImage.mock.calls.map(([{ reference }]) => reference),
    ).toEqual(['r.example/team/app:1']);
  });
});
