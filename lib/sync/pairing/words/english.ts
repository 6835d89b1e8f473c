/** 256 plain nouns, each another thing to the ear and the eye. */
export const english: readonly string[] = `
acorn actor almond amber anchor angel apple apron arch arrow atlas autumn axe badge bamboo banjo
barn basket bath beach beaver bell belt bench berry bishop blanket bonnet book boot bottle bowl
branch bread brick bridge broom brush bucket bus button cabin cactus cake camel candle canoe canyon
carpet carrot castle cat cave cedar cello chain chair chalk cherry chess chimney circle clay cliff
clock cloud clover coat cocoa coffee coin comet copper coral cork corn cotton cradle crane crayon
crown cup curtain daisy dancer desert diamond doctor dolphin donkey door dragon drum duck eagle ear
easel echo egg elbow elephant engine falcon farm feather fence fern ferry field finger fire fish
flag flour flute forest fork fountain fox frog garden garlic ginger giraffe glass globe glove goat
gold goose grape grass guitar hammer hammock harbor harp hat hawk hazel hill honey horn horse
hotel iceberg igloo ink iron island ivory jacket jaguar jar jelly jewel judge jungle kayak kettle
key kitchen kite knight ladder lake lamp lantern leaf lemon library lion lizard lobster lotus magnet
mango maple marble market mask meadow melon mirror monkey moon mosaic mountain mouse mushroom needle nest
novel nut oak oasis ocean olive onion orange orchard organ otter owl paddle palace panda paper
parrot peach pear pebble pencil pepper piano pigeon pillow pilot pine pirate planet plum pocket poet
pond pony potato prince puzzle queen rabbit radio rain ribbon river robin rocket rope rose sailor
salt sand scarf school shell ship silk silver snow soap spider spoon squirrel tiger train violin
`
  .trim()
  .split(/\s+/);
