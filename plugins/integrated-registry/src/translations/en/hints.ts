/** English texts of the hints that providers give by code. */
export const hints = {
  hints: {
    harbor: {
      username: {
        description:
          'Full name of a robot account, such as robot$portal, or a local Harbor user. Users with single sign-on need a robot account.',
      },
    },
    jfrog: {
      imageHost: {
        description:
          'Host used in image references. Empty: host/key/image (path method). One host per key: {project}.example.com. One port per key: enter the address of one key, …/api/docker/key, and its host:port here.',
      },
      username: {
        description:
          'A user name, with an identity token as the password. For an access token alone, enter “token”. Leave both empty for public images.',
      },
    },
  },
} as const;
