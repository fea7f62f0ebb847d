export default {
	title: "Lamps",
	url: "https://lamps.example.com/",
	language: "en",
	description: "Street lamps, one at a time.",
	author: {
		name: "Your Name",
		email: "me@example.com",
		url: "https://lamps.example.com/about-me/"
	}
}
