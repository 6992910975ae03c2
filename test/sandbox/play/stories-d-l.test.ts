// The stories whose names begin with d to l hold.
import { storiesHold } from './playing.ts';

storiesHold(/^[d-l]/u);
