import type { REST } from "@discordjs/rest";
import { startBot, type Reactions } from "../src/bot.ts";
import { doorTo } from "./book/door.ts";
import type { Book } from "./book/book.ts";
import type { Life } from "./life.ts";
import type { Sky } from "./transport.ts";
import { nobody } from "./virtual-time.ts";
import { BEGAN } from "./world/snowflakes.ts";

const LOGIN_MS = 150;
const DISPATCH_MS = 30;
const silence = () => {};

/** The bot processes of a run: shipped bots, each in its own life. */
export interface Fleet {
  start: (name: string) => void;
  /** The oldest living one stands still for so long, as under SIGSTOP. */
  pause: (ms: number) => void;
  /** What every connected bot hears from the gateway. */
  hear: (reaction: (reactions: Reactions) => void) => void;
  /** Connects anew: a READY, after which everything may have changed. */
  reconnect: (known: boolean) => void;
  /** All that should run do run, and nothing is to be started. */
  isWhole: () => boolean;
  killed: string[];
}

interface Crew {
  book: Book;
  sky: Sky;
  strict: boolean;
  violated: (invariant: string, what: string) => void;
  reached: (what: string) => void;
  /** How a bot reaches Discord. */
  restOver: (sky: Sky, life: Life) => REST;
}

interface Living extends Life {
  name: string;
  reactions: Reactions | undefined;
}

export function fleetOf({ book, sky, strict, violated, reached, restOver }: Crew): Fleet {
  const { time, weather, guild } = sky;
  const lives: Living[] = [];
  const world = nobody();
  const killed: string[] = [];
  let starting = 0;
  let born = 0;

  function start(name: string): void {
    const life: Living = {
      name,
      owner: nobody(),
      world,
      subject: null,
      holder: `${name}-${++born}-of-the-sim`,
      reactions: undefined,
      kill({ downMs }, where) {
        if (life.owner.dead) return;
        life.owner.dead = true;
        lives.splice(lives.indexOf(life), 1);
        killed.push(where);
        starting++;
        time.after(downMs, world, `start ${name}`, () => {
          starting--;
          start(name);
        });
      },
    };
    lives.push(life);
    const sleep = (ms: number) => time.sleep(ms, life.owner, "pause");
    startBot(
      {
        config: { discordToken: "token-of-the-sim", discordApiUrl: "http://discord.invalid/api", guildId: guild.id },
        server: doorTo({ book, time, weather, life, strict, violated, reached }),
        holder: life.holder,
        now: () => new Date(BEGAN + time.today()),
        clock: time.now,
        pause: sleep,
        mayIdentify: async () => {},
        log: { info: silence, warn: silence },
      },
      { rest: restOver(sky, life), stay: (_discord, reactions) => stay(life, reactions) },
    );
  }

  function stay(life: Living, reactions: Reactions): Promise<void> {
    time.after(LOGIN_MS, life.owner, "ready", () => {
      life.reactions = reactions;
      ready(reactions);
    });
    return new Promise(() => {});
  }

  function ready(reactions: Reactions): void {
    reactions.onState("ready", null);
    reactions.onReady({ botId: guild.botId, applicationId: guild.botId, guilds: [{ id: guild.id, name: "Guild" }] });
  }

  const hear: Fleet["hear"] = (reaction) => {
    for (const { owner, reactions } of lives)
      time.after(DISPATCH_MS, owner, "dispatch", () => reactions && reaction(reactions));
  };

  return {
    start,
    killed,
    hear,
    reconnect: (anew) => hear((reactions) => (anew ? ready(reactions) : reactions.onState("ready", null))),
    pause: (ms) => {
      const [oldest] = lives;
      if (oldest) oldest.owner.frozenUntil = time.now() + ms;
    },
    isWhole: () => starting === 0 && lives.length > 0 && lives.every(({ owner }) => owner.frozenUntil <= time.now()),
  };
}
