// A page that nobody looks at draws once a second; a worker is not slowed down, and it is its beat that the picture follows.
setInterval(() => postMessage(null), 50)
