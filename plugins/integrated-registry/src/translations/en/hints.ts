/** English texts of the hints that providers give by code. */
export const hints = {
  hints: {
    harbor: {
      username: {
        description:
          'A robot account’s whole name, such as robot$portal, or a user of Harbor’s own. Single sign-on needs a robot account.',
      },
    },
    jfrog: {
      imageHost: {
        description:
          'What stands before the repository in a pull command. Empty: host/key/image, the path method. With a host for each key: {project}.example.com. With a port for each: give the address of one key, …/api/docker/key, and its host:port here.',
      },
      username: {
        description:
          'A user, with an identity token as the password. For an access token by itself, write “token” here. Leave both empty for what everybody may read.',
      },
    },
  },
} as const;
