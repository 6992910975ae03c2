// Whether files could be written to a folder that is named for them.
import { OutsideError } from './errors.ts';
import { type FindWritable, refuseUnwritable } from './repository-folder.ts';

/**
 * Throws a UserError when nothing can be written to the repository of a folder or file (`owner/name/docs/minutes`). Answers
 * whether that could be asked: while GitHub is away, it is taken as it was typed.
 */
export async function isCheckedFolder(folder: string, find: FindWritable): Promise<boolean> {
  const repository = folder.split('/').slice(0, 2).join('/');
  try {
    refuseUnwritable(repository, await find(repository));
    return true;
  } catch (error) {
    if (error instanceof OutsideError) return false;
    throw error;
  }
}
