import { SecretNet } from 'registry-simulator';
import { required, useTemplate } from './__testUtils__/useTemplate';

describe('the template deploy-container-image', () => {
  const scene = useTemplate();
  const { post, requests, render } = scene;

  it.each([
    ['name', 'Checkout'],
    ['name', '1-checkout'],
    ['name', 'checkout-'],
    ['name', 'a'.repeat(64)],
    ['namespace', 'team.payments'],
    ['replicas', 0],
    ['port', 70_000],
  ])('refuses the %s %s before anything is done', async (field, value) => {
    const response = await post({ ...required, [field]: value });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain(field);
    expect(requests).toEqual([]);
  });

  it('has a secret found that a task lets out', async () => {
    await render({ ...required, name: 'shop' });
    expect(requests).toHaveLength(2);
    // The name stands for whatever a template may write.
    scene.net.add('shop-with-a-secret', 'the canary');
    await render({ ...required, name: 'shop-with-a-secret' });
    expect(scene.net.leaks).toEqual([
      'the canary in a log, as it is',
      'the canary in the answer of a task, as it is',
    ]);
    scene.net = new SecretNet();
  });
});
