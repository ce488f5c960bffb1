import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ANNOTATION_IMAGE } from '../../annotations';
import { ImageCard } from './ImageCard';

const REFERENCE = 'registry.example.com/team/app:1.2.0';

describe('ImageCard', () => {
  it('shows the image of the component and copies it', async () => {
    const user = userEvent.setup();
    const copied: string[] = [];
    // The browser's own copying, as far as jsdom has it.
    document.execCommand = () => {
      copied.push(String(document.getSelection()));
      return true;
    };
    renderInTestApp(
      <EntityProvider
        entity={{
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'shop',
            annotations: { [ANNOTATION_IMAGE]: REFERENCE },
          },
        }}
      >
        <ImageCard />
      </EntityProvider>,
    );

    expect(await screen.findByText(REFERENCE)).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Copy image reference' }),
    );
    expect(copied).toEqual([REFERENCE]);
    expect(await screen.findByRole('status')).toHaveTextContent('Copied');
  });
});
