import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('offers the people of the demo to sign in as', async () => {
    // Real environment variables are strings; the app reads an object in development.
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          data: {
            app: { title: 'Test', baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
            auth: {
              providers: {
                demo: {
                  people: [
                    {
                      entityRef: 'user:default/priya',
                      name: 'Priya Raman',
                      role: 'Admin',
                    },
                  ],
                },
              },
            },
          },
          context: 'test',
        },
      ],
    } as unknown as NodeJS.ProcessEnv;

    render(App.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Sign in as Priya Raman' }),
    ).toBeInTheDocument();
  });
});
