import { createApp } from '@backstage/frontend-defaults';
import { demoSignInModule } from './modules/demoSignIn';
import { navModule } from './modules/nav';

// Plugins are discovered from package.json; see app.packages in app-config.yaml.
export default createApp({
  features: [demoSignInModule, navModule],
});
