/**
 * Words that turn up again and again in leaked passwords, and this product's own. With a minimum of fifteen characters
 * nearly every leaked password is too short as it stands; what is left are these, strung together or padded.
 */
export const commonWords: readonly string[] = `
  password passwort passwd pass pword secret geheim hunter login logon signin access admin administrator root user guest
  default changeme change letmein opensesame sesame welcome hello welcome1 iloveyou loveyou love lover sweetheart honey
  princess prince queen king master mistress shadow sunshine moonlight starlight rainbow flower butterfly angel devil
  dragon monkey tiger lion panther eagle falcon phoenix wolf horse mustang ferrari porsche mercedes corvette harley yamaha
  football baseball basketball soccer hockey tennis golf liverpool arsenal chelsea barcelona yankees lakers cowboys
  superman batman spiderman ironman starwars pokemon naruto minecraft fortnite roblox playstation xbox nintendo mario
  michael jennifer jessica jordan ashley daniel thomas andrew charlie matthew joshua robert william george david
  nicole amanda hannah sophie alexander benjamin maria anna
  summer winter spring autumn january february march april june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday
  computer internet google facebook instagram twitter youtube microsoft windows apple iphone android samsung amazon
  whatever trustno freedom cheese cookie chocolate banana pepper ginger coffee pizza killer ninja samurai soldier
  correct battery staple correcthorsebatterystaple maytheforcebewithyou tobeornottobe thequickbrownfox lazydog
  qazwsx wsxedc zaqxsw asdf zxcv test testing temp temporary sample example demo company office work school
  money dollar bitcoin crypto blink foobar abc123 aaaa
  printpal print printer printing pal filament model mesh stl glb obj three3d api key token
`
  .trim()
  .split(/\s+/);

/** Ways along a keyboard, the alphabet and the digits, there and back. */
export const keyboardRuns: readonly string[] = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
  "yxcvbnm",
  "azertyuiop",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  "!@#$%^&*()",
].flatMap((run) => [run, [...run].reverse().join("")]);
