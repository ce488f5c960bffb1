import { asRegistryError } from './asRegistryError';

/** Removes something; that it is gone already is no failure. */
export async function unlessGone(
  remove: () => Promise<unknown>,
): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (asRegistryError(error).name !== 'NotFoundError') {
      throw error;
    }
  }
}
