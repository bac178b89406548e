// Loaded with `--import` into the launcher's children: the channel to it closes when it ends, however it ended.
if (process.channel) {
  process.once("disconnect", () => process.exit(1));
  process.channel.unref();
}
