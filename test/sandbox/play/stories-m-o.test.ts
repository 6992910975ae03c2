// The stories whose names begin with m to o hold.
import { storiesHold } from './playing.ts';

storiesHold(/^[m-o]/u);
