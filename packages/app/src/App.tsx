import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

// Plugins are discovered from package.json; see app.packages in app-config.yaml.
export default createApp({
  features: [navModule, signInModule],
});
