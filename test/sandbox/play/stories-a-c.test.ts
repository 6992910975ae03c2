// The stories whose names begin with a to c hold.
import { storiesHold } from './playing.ts';

storiesHold(/^[a-c]/u);
