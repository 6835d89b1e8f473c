/** Short articles of the fixture site, one a row. They give lists, searches and pictures something plausible to show. */
export interface SiteNote {
  readonly slug: string;
  readonly title: string;
  readonly site: string;
  readonly author: string;
  /** ISO 8601. */
  readonly date: string;
  readonly language: "en" | "zh-CN";
  readonly summary: string;
  readonly paragraphs: readonly string[];
}

export const siteNotes: readonly SiteNote[] = [
  {
    slug: "tail-latency",
    title: "Your slowest request is the one they remember",
    site: "Queue & Cache",
    author: "Pilar Ortega",
    date: "2026-02-03T08:00:00Z",
    language: "en",
    summary: "Averages hide the requests people complain about. How to find the slow one in a hundred.",
    paragraphs: [
      "An average is a machine for hiding trouble. When ninety-nine requests take ten milliseconds and one takes two seconds, the average says thirty, and nobody opens a ticket about thirty.",
      "A page that makes forty requests meets the slow one in a hundred every third visit. That is why people call the site slow while every graph is green, and why the only honest graph has a line for the ninety-ninth percentile.",
      "Start by measuring where people are, not where the server is. Then look for the queue: there is always a queue, and it is hardly ever where the code is most complicated.",
    ],
  },
  {
    slug: "garden-soil",
    title: "A field guide to the soil under your garden",
    site: "Loam",
    author: "Hetty Brandt",
    date: "2025-10-19T06:30:00Z",
    language: "en",
    summary: "Clay, sand, silt: a jar of water and one quiet evening tell you which one you have.",
    paragraphs: [
      "Fill a jar one third with soil, top it up with water, shake it for a minute and put it where nobody will move it. By the evening the sand lies at the bottom, the silt above it, and the clay is still making up its mind.",
      "Most gardens are not one of the three but a treaty between them. The treaty can be changed, a little every autumn, with leaves and patience; it cannot be changed with a spade in one weekend.",
      "Write down what the jar said and where the soil came from. In three years you will want to know whether all that compost did anything, and memory is kinder than soil.",
    ],
  },
  {
    slug: "slow-bread",
    title: "Bread without a mixer, a timer or a worry",
    site: "Kitchen Ledger",
    author: "Samir Haddad",
    date: "2026-01-11T17:45:00Z",
    language: "en",
    summary: "Flour, water, salt and two nights. The recipe that survives being forgotten.",
    paragraphs: [
      "This dough wants to be forgotten. Stir four cups of flour, a spoon of salt and a pinch of yeast into enough water that the spoon stands up but leans, cover it, and go to bed.",
      "The second night is the one that makes the crust. Cold slows the yeast but not the bacteria, and the sour note that bakeries charge for is simply what happens while you are asleep.",
      "Bake it in a covered pot in the hottest oven you have. When it sounds hollow and smells of nuts it is done, whatever the clock says.",
    ],
  },
  {
    slug: "index-only",
    title: "When an index is the whole table",
    site: "Queue & Cache",
    author: "Pilar Ortega",
    date: "2026-06-21T08:00:00Z",
    language: "en",
    summary: "Index-only scans, and why a vacuum decides whether you get one.",
    paragraphs: [
      "A query that only asks for columns of an index need not touch the table at all. That is the theory; in practice the database looks into the table anyway, because an index does not know who may see a row.",
      "The visibility map does know, page by page, and a vacuum keeps it true. A table that is written all day and vacuumed at night has index-only scans in the morning and none after lunch.",
      "Look at the heap fetches in the plan before you add another index. If they are high, what you need is not an index.",
    ],
  },
  {
    slug: "type-on-screens",
    title: "Why old type looks wrong on new screens",
    site: "The Compositor",
    author: "Wim de Vries",
    date: "2025-12-02T12:00:00Z",
    language: "en",
    summary: "Letterpress was designed for ink that spreads. Pixels do not spread.",
    paragraphs: [
      "The punches of the eighteenth century were cut thin on purpose: ink spreads, and paper is a sponge. A digital revival that copies the punch instead of the print is a photograph of half a process.",
      "On a coarse screen this never mattered, since nothing was thin enough to vanish. Now that screens are finer than laser printers, the hairlines come out exactly as drawn, and text that was meant to be black turns grey.",
      "The cure is optical sizes, which printers had all along and which software rediscovers every ten years.",
    ],
  },
  {
    slug: "night-trains",
    title: "Eleven night trains, ranked by breakfast",
    site: "Slow Lines",
    author: "Tove Lindqvist",
    date: "2026-08-15T05:10:00Z",
    language: "en",
    summary: "Beds are all the same length. Breakfast is where a railway shows its character.",
    paragraphs: [
      "The bed on a night train is two centimetres shorter than you are, whoever you are. Nobody chooses a line for its beds, and so this list is about the thing that differs: what is on the tray at six in the morning.",
      "First place goes to a train that is always late, because its kitchen uses the time. The coffee is made in a pot, the bread is from the last town, and the conductor apologises for the delay with a second egg.",
      "Last place brings you a wrapped croissant that was born in a factory and a juice you open with your teeth. It arrives on the minute.",
    ],
  },
  {
    slug: "city-birds",
    title: "城市里的鸟是怎样听见彼此的",
    site: "窗台观察",
    author: "周若溪",
    date: "2026-04-22T07:00:00+08:00",
    language: "zh-CN",
    summary: "为了盖过车流声，城里的大山雀把歌唱得更高、更短。",
    paragraphs: [
      "清晨五点，高架桥上还没有车，楼下的乌鸫已经唱完了一段。等第一班公交车经过，它就换成了另一段：音更高，句子更短，像是在喧闹的饭馆里说话的人。",
      "研究者在十座城市录下了大山雀的歌声，发现低频的音符几乎消失了。不是鸟变了，是它们学会了在噪声的缝隙里说话。",
      "疫情那年街道忽然安静下来，鸟儿又把低音唱了回来。原来它们一直记得。",
    ],
  },
  {
    slug: "tea-water",
    title: "水与茶：为什么同一罐茶换个城市就不好喝",
    site: "木桌旁的笔记",
    author: "林见青",
    date: "2026-07-01T10:00:00+08:00",
    language: "zh-CN",
    summary: "硬度、氯和沸点，三件小事决定一杯茶。",
    paragraphs: [
      "搬家以后，最先变味的是茶。茶叶还是那一罐，壶也没有换，泡出来却发暗，入口有一点铁锈的涩。",
      "问题在水。钙和镁会抓住茶多酚，在杯沿留下一圈褐色的膜；自来水里的氯则把香气带走了一半。把水静置一夜，或者煮开后掀盖再滚两分钟，就能好很多。",
      "最后是海拔。高原上水不到一百度就开了，红茶需要的那几度再也追不回来，只好多泡一会儿，或者改喝绿茶。",
    ],
  },
];
