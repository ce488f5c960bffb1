import {
  createOpenApiDocument,
  OpenApiDocumentOptions,
} from 'backstage-plugin-integrated-registry-common';
import { route, Routes, signedIn } from '../access';

export function contractRoutes(
  options: OpenApiDocumentOptions,
): Pick<Routes, 'getOpenApi'> {
  const document = createOpenApiDocument(options);
  return {
    getOpenApi: route({
      admit: signedIn,
      audit: 'refusals',
      run: async () => ({ ...document }),
    }),
  };
}
